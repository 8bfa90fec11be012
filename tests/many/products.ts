import * as z from 'zod'
import { categories } from '../../lib/product/categories'
import { Product } from '../../lib/product/product'
import type { Row } from './write-rows'

/** More than any measurement sells. */
export const plenty = 1_000_000

/** A price, a name and a text as long as those of the seed catalogue. */
export const productAt = (index: number): Product =>
  Product.parse({
    id: `bench-${String(index).padStart(4, '0')}`,
    name: `Benchmark item ${index}`,
    description: 'One of many things that are made to be counted, weighed and bought by the hundred.',
    price: 5 + (index % 40) + 0.95,
    category: categories[index % categories.length],
    availableStock: plenty,
    reorderLevel: 10,
    lastRestocked: '2026-01-05T08:00:00.000Z',
    image: '/products/harbour-coat.webp',
  })

export const manyProducts = (count: number) => Array.from({ length: count }, (_, index) => productAt(index))

export const rowOfProduct = (product: Product): Row => ({
  table: 'ProductTable',
  item: z.encode(Product, product),
})

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
