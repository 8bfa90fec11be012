import Link from 'next/link'
import { productAddress } from '@/lib/address'
import type { OrderJson } from '@/lib/order/order'
import type { Product } from '@/lib/product/product'
import { Price } from '../ui/formats'
import { Picture } from '../ui/picture'

export type Pictures = Record<string, Pick<Product, 'category' | 'image'> | undefined>

export const OrderLines = ({ lines, pictures }: { lines: OrderJson['items']; pictures: Pictures }) => (
  <ul className="grid gap-3">
    {lines.map(({ productId, productName, price, quantity }) => (
      <li key={productId} className="order-line">
        <Picture of={pictures[productId]} className="w-16 shrink-0 rounded-2xl" />
        <span className="wrap-anywhere min-w-0 grow">
          <Link href={productAddress(productId)}>{productName}</Link>
          <span className="block text-sm text-soft">
            {quantity} × <Price amount={price} />
          </span>
        </span>
        <span className="whitespace-nowrap font-medium">
          <Price amount={price} times={quantity} />
        </span>
      </li>
    ))}
  </ul>
)
