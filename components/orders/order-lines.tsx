import Link from 'next/link'
import { productAddress } from '@/lib/address'
import type { OrderJson } from '@/lib/order/order'
import type { Product } from '@/lib/product/product'
import { Price } from '../ui/formats'
import { Picture } from '../ui/picture'

export type Pictures = Record<string, Pick<Product, 'category' | 'image'>>

export const picturesOf = (products: Map<string, Product>): Pictures =>
  Object.fromEntries([...products].map(([id, { category, image }]) => [id, { category, image }]))

type Props = { lines: OrderJson['items']; pictures: Pictures }

export function OrderLines({ lines, pictures }: Props) {
  return (
    <ul className="grid gap-3">
      {lines.map(({ productId, productName, price, quantity }) => (
        <li key={productId} className="flex items-center gap-4">
          <Picture
            category={pictures[productId]?.category ?? ''}
            image={pictures[productId]?.image}
            className="w-16 shrink-0 rounded-2xl"
          />
          <span className="grow">
            <Link
              href={productAddress(productId)}
              className="inline-flex min-h-6 items-center font-medium hover:underline"
            >
              {productName}
            </Link>
            <span className="block text-sm text-soft">
              {quantity} × <Price amount={price} />
            </span>
          </span>
          <span className="font-medium">
            <Price amount={price} times={quantity} />
          </span>
        </li>
      ))}
    </ul>
  )
}
