import type { ReactNode } from 'react'
import { consoleOrderAddress, signInAgainAddress } from '@/lib/console-address'
import type { PurchaseRows } from '@/lib/lookup/lookup'
import { ageOf, handedOverAfterMs } from '@/lib/order/order'
import { refundObstacle, whyNotRefunded } from '@/lib/order/refund'
import type { WhyOpen as Why } from '@/lib/order/why-open'
import type { Timeline as Happened } from '@/lib/timeline/timeline'
import type { FormAction } from '../ui/form'
import type { Notice } from '../ui/notice'
import { OrderRows } from './order-rows'
import { Refund } from './refund'
import { Timeline } from './timeline'
import { WhyOpen } from './why-open'

type Act = FormAction<Notice>
type Props = PurchaseRows & {
  why: Why | undefined
  timeline: Happened
  isFresh: boolean
  publish: Act
  refund: Act
  children?: ReactNode
}

/** All that an operator needs of one order: its rows, why it is not settled, what happened, and what can be done. */
export function OrderPage({ why, timeline, isFresh, publish, refund, children, ...purchase }: Props) {
  const { orderId, orderDate, checkout } = purchase
  const obstacle = whyNotRefunded(purchase)
  return (
    <div className="grid grid-cols-1 gap-8">
      <OrderRows {...purchase} />
      {why && <WhyOpen {...why} {...{ orderId, publish }} isOpen={checkout?.open !== undefined} />}
      <Timeline orderId={orderId} {...timeline} />
      {children}
      <Refund
        {...{ orderId, isFresh, refund }}
        signInAgain={signInAgainAddress(consoleOrderAddress(orderId))}
        amount={checkout ? (checkout.totalPrice / 100).toFixed(2) : ''}
        obstacle={obstacle && refundObstacle(obstacle)}
        isSent={ageOf({ orderDate }) >= handedOverAfterMs}
      />
    </div>
  )
}
