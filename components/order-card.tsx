import Link from 'next/link'
import { formatMoney } from '@/lib/money-format'
import type { OrderView } from '@/lib/order/order'
import { Moment } from './moment'
import { OrderLines, type Pictures } from './order-lines'
import { OrderStatusBadge } from './order-status'
import { shortIdOf, statusNotes } from './order-words'

export function OrderCard({ order, pictures }: { order: OrderView; pictures: Pictures }) {
  const { orderId, orderDate, status, settled, items, totalPrice } = order
  const headingId = `order-${orderId}`
  return (
    <article
      aria-labelledby={headingId}
      className="grid gap-5 rounded-card bg-surface p-5 shadow-card sm:p-7"
    >
      <header className="flex flex-wrap items-start justify-between gap-3">
        <div>
          <h2 id={headingId} className="font-semibold text-2xl tracking-tight">
            Order {shortIdOf(orderId)}
          </h2>
          <p className="text-sm text-soft">
            <Moment iso={orderDate} />
          </p>
        </div>
        <OrderStatusBadge status={status} settled={settled} />
      </header>
      <p className="text-soft">{statusNotes[status]}</p>
      <OrderLines lines={items} pictures={pictures} />
      <footer className="flex flex-wrap items-center justify-between gap-3 border-line border-t pt-4">
        <p className="font-semibold text-lg">
          Total <span className="tabular-nums">{formatMoney(totalPrice)}</span>
        </p>
        <Link href={`/orders/${orderId}`} className="button button-quiet">
          <span>
            Order details<span className="sr-only"> of {shortIdOf(orderId)}</span>
          </span>
        </Link>
      </footer>
    </article>
  )
}

export function OrderCardSkeleton() {
  return (
    <div data-pending aria-hidden="true" className="grid gap-5 rounded-card bg-surface p-7 shadow-card">
      <div className="flex justify-between">
        <div className="bone h-8 w-48" />
        <div className="bone h-7 w-28 rounded-full" />
      </div>
      <div className="bone h-16" />
      <div className="bone h-11 w-40 rounded-full" />
    </div>
  )
}
