import { audited } from '../audit/audited'
import { putEventsCall } from '../audit/put-events-call'
import { timeLeftOf } from '../time-left'
import { type Checkout, isGivenUp } from './checkout'
import { endOfTime, reconcileCheckouts, republishAll } from './reconcile-checkouts'
import { findCheckout } from './store'

export type Again = { ok: true } | { ok: false; reason: 'unknown' | 'settled' | 'failed' }

const patienceMs = 8_000

/** Publishes one open checkout again, now, for an operator. Whatever it had led to already stays as it is. */
export async function publishAgain(checkoutId: string, who: string): Promise<Again> {
  const checkout = await findCheckout(checkoutId)
  if (!checkout) return { ok: false, reason: 'unknown' }
  if (checkout.open === undefined) return { ok: false, reason: 'settled' }
  const outcome = await audited(
    {
      who,
      what: 'open checkout published again',
      why: 'asked for on the page of open checkouts',
      target: checkoutId,
      call: callOf(checkout),
      before: stateOf(checkout),
    },
    async () => (await republishAll([checkout], timeLeftOf(patienceMs)))[0] ?? 'failed',
    (outcome) => (outcome === 'failed' ? 'not published' : `published, attempts ${checkout.attempts + 1}`),
  )
  return outcome === 'failed' ? { ok: false, reason: 'failed' } : { ok: true }
}

export type AllAgain = { published: number; failed: number; unfinished: boolean }

/** The same for all that are open, as far as there is time. */
export const publishAllAgain = (who: string): Promise<AllAgain> =>
  audited(
    {
      who,
      what: 'all open checkouts published again',
      why: 'asked for on the page of open checkouts',
      target: 'CheckoutTable',
      call: putEventsCall('…', 'CheckoutBasket'),
    },
    () => reconcileCheckouts(endOfTime, { timeLeft: timeLeftOf(patienceMs) }),
    ({ published, failed, unfinished }) =>
      `published ${published}, failed ${failed}${unfinished ? ', the rest left for want of time' : ''}`,
  )

const callOf = ({ checkoutId, cancelledAt }: Checkout) =>
  [
    ...(cancelledAt ? [putEventsCall(checkoutId, 'OrderCancelled')] : []),
    putEventsCall(checkoutId, 'CheckoutBasket'),
  ].join('\n')

const stateOf = (checkout: Checkout) =>
  `open, attempts ${checkout.attempts}${isGivenUp(checkout) ? ' (given up)' : ''}, next attempt ${checkout.dueAt ?? 'unknown'}`
