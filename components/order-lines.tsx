import type { Line } from '@/lib/basket/basket'
import { formatMoney } from '@/lib/money-format'
import type { Product } from '@/lib/product/product'
import { Picture } from './picture'

export type Pictures = Record<string, Pick<Product, 'category' | 'image'>>

export const picturesOf = (products: Map<string, Product>): Pictures =>
  Object.fromEntries([...products].map(([id, { category, image }]) => [id, { category, image }]))

export function OrderLines({ lines, pictures }: { lines: Line[]; pictures: Pictures }) {
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
            <span className="block font-medium">{productName}</span>
            <span className="text-sm text-soft tabular-nums">
              {quantity} × {formatMoney(price)}
            </span>
          </span>
          <span className="font-medium tabular-nums">{formatMoney(price * quantity)}</span>
        </li>
      ))}
    </ul>
  )
}
