import type { Product } from '../../lib/product/product'

export type Wanted = [product: Product, quantity: number][]

/** Two different products, others for each purchase, in a fixed order. */
export const twoLines =
  (products: readonly Product[]) =>
  (index: number): Wanted => {
    const at = (offset: number) => {
      const product = products[(index * 7 + offset) % products.length]
      if (!product) throw new Error('there are no products')
      return product
    }
    return [
      [at(0), 1 + (index % 3)],
      [at(3), 1],
    ]
  }
