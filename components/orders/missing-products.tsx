import Link from 'next/link'
import { productAddress } from '@/lib/address'
import type { Product } from '@/lib/product/product'
import { type WatchAction, WatchForm } from '../product/watch-form'
import { Picture } from '../ui/picture'

/** A line of an order that there was not enough of; without a product it is sold no longer. */
export type Missing = {
  productId: string
  name: string
  quantity: number
  product: Pick<Product, 'category' | 'image' | 'availableStock'> | undefined
  watching: boolean
}

/** What kept an order from being sent, as it is now, and a way to be told of its return. */
export const MissingProducts = ({ missing, action }: { missing: Missing[]; action: WatchAction }) => (
  <section aria-labelledby="missing-heading" className="panel grid gap-4 p-6">
    <h2 id="missing-heading" className="panel-title">
      What was missing
    </h2>
    <ul className="grid gap-5">
      {missing.map(({ productId, name, quantity, product, watching }) => (
        <li key={productId} className="flex flex-wrap items-start gap-4">
          <Picture of={product} className="w-16 shrink-0 rounded-2xl" />
          <div className="grid min-w-0 grow basis-48 gap-2">
            {product ? (
              <Link
                href={productAddress(productId)}
                className="wrap-anywhere min-h-6 font-medium hover:underline"
              >
                {name}
              </Link>
            ) : (
              <p className="wrap-anywhere font-medium">{name}</p>
            )}
            {product?.availableStock === 0 ? (
              <WatchForm productId={productId} name={name} watching={watching} action={action} />
            ) : (
              <p className="text-soft">{stockText(quantity, product?.availableStock)}</p>
            )}
          </div>
        </li>
      ))}
    </ul>
  </section>
)

function stockText(wanted: number, available: number | undefined) {
  if (available === undefined) return 'No longer sold.'
  return available < wanted ? `Only ${available} left, you wanted ${wanted}.` : 'Back in stock.'
}
