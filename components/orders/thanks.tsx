import { isDeclined } from '@/lib/checkout/offer'
import type { OrderJson } from '@/lib/order/order'
import { Swooning } from '../site/swooning'
import { Price } from '../ui/formats'
import { OrderContents, OrderStatusBadge, RetryLink, type Shared } from './order-card'
import { OrderNumber } from './order-number'
import { statusWords } from './order-words'

/** The order that its shopper has just placed, in words that follow its status: there is no thanks for a declined one. */
export function Thanks({ order, ...shared }: Shared & { order: OrderJson }) {
  const { orderId, status, totalPrice } = order
  const { heading, next, glad = false } = statusWords[status].landing
  return (
    <article aria-labelledby="thanks" className="panel grid grid-cols-1 overflow-hidden">
      <header
        data-category={glad ? 'Play' : undefined}
        className="relative isolate grid grid-cols-1 gap-4 bg-(--tint) p-5 sm:p-7"
      >
        {glad && <Hearts />}
        <h2 id="thanks" className="text-title">
          {glad ? <Glad heading={heading} /> : heading}
          <span className="sr-only"> order {orderId}</span>
        </h2>
        <p className="min-h-[6lh] max-w-[60ch] min-[22rem]:min-h-[5lh] min-[24rem]:min-h-[4lh] sm:min-h-[3lh] md:min-h-[2lh]">
          {next}
        </p>
        <dl className="grid gap-x-10 gap-y-2 sm:grid-cols-[1fr_auto]">
          <div>
            <dt className="text-sm">Order number</dt>
            <dd>
              <OrderNumber orderId={orderId} />
            </dd>
          </div>
          <div>
            <dt className="text-sm">Total</dt>
            <dd className="font-semibold text-2xl">
              <Price amount={totalPrice} />
            </dd>
          </div>
        </dl>
        <p className="flex min-h-16 items-center min-[22rem]:min-h-11">
          {isDeclined(order) ? <RetryLink orderId={orderId} /> : <OrderStatusBadge {...order} />}
        </p>
      </header>
      <div className="grid grid-cols-1 gap-5 p-5 sm:p-7">
        <OrderContents order={order} offersRetry={false} {...shared} />
      </div>
    </article>
  )
}

/** Its last word swoons. */
function Glad({ heading }: { heading: string }) {
  const words = heading.split(' ')
  return (
    <>
      {words.slice(0, -1).join(' ')} <Swooning word={words.at(-1) ?? ''} />
    </>
  )
}

/** Rise once and are gone. Who wants less motion sees none. */
const Hearts = () => (
  <span aria-hidden="true" className="hearts">
    <span className="sign sign-heart" />
    <span className="sign sign-heart" />
    <span className="sign sign-heart" />
    <span className="sign sign-heart" />
    <span className="sign sign-heart" />
  </span>
)
