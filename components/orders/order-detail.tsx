import Link from 'next/link'
import type { ReactNode } from 'react'
import { cancelAddress, orderAddress, ordersAddress, receiptAddress } from '@/lib/address'
import { isDeclined } from '@/lib/checkout/offer'
import { events, isEventType } from '@/lib/events'
import { type HistoryEntry, isCancellable, type OrderJson, type OrderStatus } from '@/lib/order/order'
import { Moment } from '../ui/formats'
import { BuyAgain, type BuyAgainAction } from './buy-again'
import { OrderStatusBadge, RetryLink } from './order-card'
import { OrderDelivery, OrderTotals } from './order-delivery'
import { OrderLines, type Pictures } from './order-lines'
import { shortIdOf, statusWords } from './order-words'

type Props = {
  order: OrderJson
  pictures: Pictures
  buyAgain: BuyAgainAction
  /** Stand before what happened. */
  children?: ReactNode
}

export function OrderDetail({ order, pictures, buyAgain, children }: Props) {
  const { orderId, orderDate, status, settled, items } = order
  return (
    <div className="grid gap-8">
      <div className="grid justify-items-start gap-3">
        <h1 className="text-title">Order {shortIdOf(orderId)}</h1>
        <OrderStatusBadge status={status} settled={settled} />
        <p className="text-lg">{statusWords[status].note}</p>
        {isDeclined(order) && <RetryLink orderId={orderId} />}
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
      {children}
      <div className="grid items-start gap-8 md:grid-cols-2">
        <div className="grid gap-8">
          <section aria-labelledby="timeline-heading" className="panel p-6 pb-0">
            <h2 id="timeline-heading" className="panel-title mb-4">
              What happened
            </h2>
            <OrderTimeline order={order} />
          </section>
          <OrderDelivery {...order} />
        </div>
        <section aria-labelledby="lines-heading" className="panel grid gap-4 p-6">
          <h2 id="lines-heading" className="panel-title">
            What you ordered
          </h2>
          <OrderLines lines={items} pictures={pictures} />
          <OrderTotals {...order} />
        </section>
      </div>
      <div className="flex flex-wrap gap-3">
        <Link href={ordersAddress()} className="button button-quiet">
          All my orders
        </Link>
        <Link href={receiptAddress(orderId)} className="button button-quiet">
          Receipt
        </Link>
        <BuyAgain orderId={orderId} name="this order" action={buyAgain} />
        {isCancellable(order) && (
          <Link href={cancelAddress(orderId)} prefetch={false} className="button button-quiet">
            Cancel order
          </Link>
        )}
      </div>
    </div>
  )
}

const dots = { good: 'bg-good', bad: 'bg-bad', warn: 'bg-warn' }

type Step = { title: string; dot: string; at?: string; detail?: string | undefined }

/** An event that only newer code knows is shown by its own name. */
function stepOf(entry: HistoryEntry, order: OrderJson): Step {
  const known = isEventType(entry.what) ? events[entry.what] : { title: entry.what, tone: 'warn' as const }
  const isShops = entry.what === 'OrderCancelled' && order.cancellation?.by === 'shop'
  const { title, tone } = isShops ? { ...known, title: 'Cancelled by the shop' } : known
  return { title, dot: dots[tone], at: entry.at, detail: detailOf(entry, order) }
}

function stepsOf(order: OrderJson): Step[] {
  const { history, status, settled } = order
  const steps = history.map((entry) => stepOf(entry, order))
  const last = history.at(-1)
  if (!settled)
    steps.push({ title: 'In progress', dot: 'bg-calm animate-breathe', detail: nextOf[status] ?? soon })
  else if (status === 'CONFIRMED' && last) steps.push({ ...confirmed, at: last.at })
  return steps
}

const soon = 'More to come in a moment.'
const nextOf: Partial<Record<OrderStatus, string>> = {
  CANCELLED: 'Stock and payment are being given back.',
}

const confirmed = {
  title: 'Confirmed',
  dot: 'bg-good',
  detail: 'Everything is paid for and set aside for you.',
}

const OrderTimeline = ({ order }: { order: OrderJson }) => (
  <ol className="grid">
    {stepsOf(order).map(({ title, dot, at, detail }) => (
      <li key={`${title} ${at}`} className="step">
        <span aria-hidden className="step-mark">
          <span className={dot} />
          <span />
        </span>
        <div>
          <p className="font-semibold">{title}</p>
          {at && (
            <p className="text-sm text-soft tabular-nums">
              <Moment iso={at} as="exact" />
            </p>
          )}
          {detail && <p className="text-soft">{detail}</p>}
        </div>
      </li>
    ))}
  </ol>
)

function detailOf({ what }: HistoryEntry, { payment, inventory, items }: OrderJson): string | undefined {
  if (!isEventType(what)) return 'This version of the shop has no words for it.'
  if (what === 'PaymentFailed')
    return payment?.reason && (reasons[payment.reason] ?? payment.reason.replaceAll('_', ' '))
  if (what === 'PaymentRefunded') return 'The money is on its way back to you.'
  if (what === 'OrderCancelled') return 'Nothing of it will be delivered, and you pay nothing.'
  if (what === 'StockReleased')
    return inventory?.lines.length === 0
      ? 'Nothing had been set aside yet.'
      : 'What was set aside for you is back on the shelf.'
  if (what !== 'StockRejected') return undefined
  const names = new Map(items.map(({ productId, productName }) => [productId, productName]))
  return inventory?.lines
    .filter(({ quantity, available }) => available !== undefined && available < quantity)
    .map(
      ({ productId, quantity, available }) =>
        `${names.get(productId)}: ${quantity} wanted, ${available} left.`,
    )
    .join(' ')
}

const reasons: Record<string, string> = {
  card_declined: 'It was declined. Nothing was charged.',
  cancelled: 'Not charged, because you cancelled.',
  out_of_stock: 'Not charged, because something had sold out.',
}
