import Link from 'next/link'
import { orderAddress } from '@/lib/address'
import type { OrderJson } from '@/lib/order/order'
import { Moment, Price } from '../ui/formats'
import { BuyAgain, type BuyAgainAction } from './buy-again'
import { OrderLines, type Pictures } from './order-lines'
import { OrderProgress } from './order-progress'
import { OrderStatusBadge } from './order-status'
import { shortIdOf, statusNotes } from './order-words'

/** More are on the order's own page. */
export const linesShown = 4

type Props = { order: OrderJson; pictures: Pictures; buyAgain: BuyAgainAction }

export function OrderCard({ order, pictures, buyAgain }: Props) {
  const { orderId, orderDate, status, settled, items, totalPrice } = order
  const headingId = `order-${orderId}`
  const shortId = shortIdOf(orderId)
  const hidden = items.length - linesShown
  return (
    <article
      aria-labelledby={headingId}
      className="grid gap-5 rounded-card bg-surface p-5 shadow-card sm:p-7"
    >
      <header className="grid gap-2">
        <h3 id={headingId} className="font-semibold text-2xl">
          Order {shortId}
        </h3>
        <p className="flex items-center gap-3 text-soft">
          <Moment iso={orderDate} as="time" />
          <OrderStatusBadge status={status} settled={settled} />
        </p>
      </header>
      <p className="min-h-[3lh] text-soft min-[22rem]:min-h-[2lh] sm:min-h-[1lh]">{statusNotes[status]}</p>
      <OrderProgress order={order} label={`Progress of order ${shortId}`} />
      <OrderLines lines={items.slice(0, linesShown)} pictures={pictures} />
      {hidden > 0 && (
        <p className="text-soft">
          and {hidden} more {hidden === 1 ? 'product' : 'products'}
        </p>
      )}
      <footer className="flex flex-wrap items-center justify-between gap-3 border-line border-t pt-4">
        <p className="font-semibold text-lg">
          Total <Price amount={totalPrice} />
        </p>
        <div className="flex flex-wrap gap-2">
          <BuyAgain orderId={orderId} name={`order ${shortId}`} action={buyAgain} />
          <Link href={orderAddress(orderId)} className="button button-quiet">
            <span>
              Order details<span className="sr-only"> of {shortId}</span>
            </span>
          </Link>
        </div>
      </footer>
    </article>
  )
}
