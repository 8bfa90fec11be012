import Link from 'next/link'
import { orderAddress, ordersAddress } from '@/lib/address'
import type { OrderJson } from '@/lib/order/order'
import { Moment, Price } from '../ui/formats'
import { BuyAgain, type BuyAgainAction } from './buy-again'
import { OrderLines, type Pictures } from './order-lines'
import { OrderStatusBadge } from './order-status'
import { OrderTimeline } from './order-timeline'
import { shortIdOf, statusNotes } from './order-words'

type Props = { order: OrderJson; pictures: Pictures; buyAgain: BuyAgainAction }

export function OrderDetail({ order, pictures, buyAgain }: Props) {
  const { orderId, orderDate, status, settled, items, totalPrice } = order
  return (
    <div className="grid gap-8">
      <div className="grid justify-items-start gap-3">
        <h1 className="text-title">Order {shortIdOf(orderId)}</h1>
        <OrderStatusBadge status={status} settled={settled} />
        <p className="text-lg">{statusNotes[status]}</p>
        <p className="text-soft">
          Placed <Moment iso={orderDate} /> · <span className="break-all">{orderId}</span>
        </p>
        {!settled && (
          // A plain link: it asks the server again, also where no script runs.
          <a href={orderAddress(orderId)} className="button button-quiet">
            Check again
          </a>
        )}
      </div>
      <div className="grid items-start gap-8 md:grid-cols-2">
        <section aria-labelledby="timeline-heading" className="rounded-card bg-surface p-6 pb-0 shadow-card">
          <h2 id="timeline-heading" className="mb-4 font-semibold text-2xl tracking-tight">
            What happened
          </h2>
          <OrderTimeline order={order} />
        </section>
        <section
          aria-labelledby="lines-heading"
          className="grid gap-4 rounded-card bg-surface p-6 shadow-card"
        >
          <h2 id="lines-heading" className="font-semibold text-2xl tracking-tight">
            What you ordered
          </h2>
          <OrderLines lines={items} pictures={pictures} />
          <p className="flex justify-between border-line border-t pt-4 font-semibold text-lg">
            Total <Price amount={totalPrice} />
          </p>
        </section>
      </div>
      <div className="flex flex-wrap gap-3">
        <Link href={ordersAddress()} className="button button-quiet">
          All my orders
        </Link>
        <BuyAgain orderId={orderId} name="this order" action={buyAgain} />
      </div>
    </div>
  )
}
