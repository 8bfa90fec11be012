import type { ReactNode } from 'react'
import { isGivenUp } from '@/lib/checkout/checkout'
import { consoleAddress } from '@/lib/console-address'
import type { PurchaseRows } from '@/lib/lookup/lookup'
import { outcomeOf } from '@/lib/order/order'
import { statusWords } from '../orders/order-words'
import { Price } from '../ui/formats'
import { LogTime } from './log-time'

type Shown = readonly (readonly [term: string, value: ReactNode])[]

/** The rows of one purchase side by side, in words: what is missing in one of them shows beside the others. */
export function OrderRows({ orderId, userName, orderDate, unreadable, ...rows }: PurchaseRows) {
  const { checkout, order, payment, reservation } = rows
  const isUnreadable = (name: string) => unreadable.includes(name)
  return (
    <div className="grid grid-cols-1 gap-5">
      <p className="text-soft">
        <span className="break-all">{orderId}</span>, placed <LogTime iso={orderDate} /> by{' '}
        <a href={consoleAddress('search', { q: userName })} className="break-all underline">
          {userName}
        </a>
      </p>
      <div className="grid grid-cols-1 items-start gap-5 md:grid-cols-2 xl:grid-cols-4">
        <Row name="Checkout" none="Gone: it is kept for fifteen days after it has settled.">
          {checkout && [
            [
              'State',
              checkout.open === undefined ? 'Closed' : isGivenUp(checkout) ? 'Open, given up' : 'Open',
            ],
            ['Total', <Amount key="total" cents={checkout.totalPrice} />],
            ['Attempts', checkout.attempts],
            ['Next attempt', momentOf(checkout.dueAt)],
            ['Settled', momentOf(checkout.settledAt)],
            ['Cancelled', momentOf(checkout.cancelledAt)],
            ['Cancelled by', checkout.cancelledAt && (checkout.cancelledBy ? 'the shop' : 'its shopper')],
            ['Paid by', checkout.paymentMethod],
            ['Trace', checkout.traceId],
          ]}
        </Row>
        <Row name="Order" none="Missing: ordering has not written it.">
          {order && [
            ['State', stateOf(order)],
            ['Total', order.totalPrice !== undefined && <Amount key="total" cents={order.totalPrice} />],
            [
              'Payment',
              order.payment && `${order.payment.status.toLowerCase()} ${order.payment.reason ?? ''}`,
            ],
            ['Stock', order.inventory?.status.toLowerCase()],
            ['History', order.history.map(({ what }) => what).join(', ')],
          ]}
        </Row>
        <Row
          name="Payment"
          none={isUnreadable('payment') ? unreadableText : 'Missing: payment has not begun it.'}
        >
          {payment && [
            ['State', payment.status.toLowerCase()],
            ['Amount', <Amount key="amount" cents={payment.amount} />],
            ['Processed', momentOf(payment.processedAt)],
            ['Transaction', payment.transactionId],
            ['Why not', payment.failureReason],
          ]}
        </Row>
        <Row
          name="Reservation"
          none={isUnreadable('reservation') ? unreadableText : 'Missing: inventory has not decided it.'}
        >
          {reservation && [
            ['State', reservation.status.toLowerCase()],
            ['Decided', momentOf(reservation.at)],
            ...reservation.lines.map(({ productId, quantity }) => [productId, quantity] as const),
            ...(reservation.shortages ?? []).map(
              ({ productId, requested, available }) =>
                [`Short of ${productId}`, `${requested} wanted, ${available} there`] as const,
            ),
          ]}
        </Row>
      </div>
    </div>
  )
}

const unreadableText = 'There is a row, and it cannot be read: the log says which of its fields are wrong.'

const momentOf = (iso: string | undefined) => iso && <LogTime iso={iso} />

const Amount = ({ cents }: { cents: number }) => <Price amount={cents / 100} />

function stateOf(order: Parameters<typeof outcomeOf>[0]) {
  const { status, settled } = outcomeOf(order)
  return `${statusWords[status].label}${settled ? '' : ', not settled'}`
}

/** What a row does not have is left out. */
const Row = ({ name, none, children }: { name: string; none: string; children: Shown | undefined }) => (
  <section aria-labelledby={`row-${name}`} className="panel grid gap-3 p-5">
    <h2 id={`row-${name}`} className="font-semibold text-xl">
      {name}
    </h2>
    {children ? (
      <dl className="data-pairs">
        {children
          .filter(([, value]) => value !== undefined && value !== '' && value !== false)
          .map(([term, value]) => (
            <div key={term} className="contents">
              <dt>{term}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
    ) : (
      <p className="text-soft">{none}</p>
    )}
  </section>
)
