import { type Cancelled, cancelOrder } from '../../lib/order/cancel-order'
import { type Refunded, refundOrder } from '../../lib/order/refund-order'
import { currentActor } from './actors'
import type { Random } from './globals'
import type { Violation } from './invariants'
import { type Answers, request, requestUntilAnswered } from './site'
import type { World } from './world'

type Asked = Parameters<typeof cancelOrder>[0]
type RefundAsked = Parameters<typeof refundOrder>[0]
type Accepted = ReadonlyMap<string, { userName: string }>

/** Every answer the site gave to who wanted to cancel, and what is wrong with the answers themselves. */
export function createCancellations({ observed, violations, agenda }: World, accepted: Accepted) {
  const cancelled = new Map<string, { at: number; cancelledAt: string }>()
  const refused = new Set<string>()
  const refunds = new Set<string>()
  const violate = (orderId: string, what: string) =>
    void violations.push({ invariant: '18 cancelled', what, orderId })

  function judge({ userName, orderId }: Asked, answer: Cancelled) {
    if (!answer.ok) {
      if (answer.reason === 'order_ended') refused.add(orderId)
      if (currentActor()?.seen.has(`cancelled ${orderId}`)) violate(orderId, 'was refused, and is cancelled')
      return
    }
    if (accepted.get(orderId)?.userName !== userName) violate(orderId, `was cancelled by ${userName}`)
    note(orderId, answer.cancelledAt)
  }

  function note(orderId: string, cancelledAt: string) {
    const before = cancelled.get(orderId)
    if (before && before.cancelledAt !== cancelledAt) violate(orderId, 'was cancelled twice')
    if (!observed.triedEvents.has(`OrderCancelled ${orderId}`))
      violate(orderId, 'is cancelled, and nobody has tried to tell')
    if (!before) cancelled.set(orderId, { at: agenda.now(), cancelledAt })
  }

  return {
    /** When each order was first told to be cancelled. */
    cancelled,
    /** What had come to nothing by itself. */
    refused,
    /** One request to cancel, to be run as a request. */
    async cancel(asked: Asked): Promise<Cancelled> {
      const answer = await cancelOrder(asked)
      judge(asked, answer)
      return answer
    },
    /** One request of an operator to refund, to be run as a request. */
    async refund(asked: RefundAsked): Promise<Refunded> {
      const { orderId } = asked
      const answer = await refundOrder(asked)
      if (answer.ok && refunds.has(orderId)) violate(orderId, 'was refunded twice')
      if (answer.ok) refunds.add(orderId)
      if (answer.ok) note(orderId, answer.cancelledAt)
      return answer
    },
  }
}

type Shopper = { world: World; random: Random; userName: string; answers: Answers }

const sooner = [300, 5_000]
const laterMs = 120_000
const stranger = 'somebody else'

/**
 * Calls an order off: at once, while it is being settled or long after; in several tabs; until that is answered, or not;
 * and once more later.
 */
export async function changeMind({ world, random, userName, answers }: Shopper) {
  await world.sleep(random.below(random.pick([...sooner, laterMs])))
  const own = [...answers.accepted].filter(([, { userName: owner }]) => owner === userName)
  const [orderId] = (random.chance(0.8) ? own.at(-1) : own[random.below(own.length)]) ?? []
  if (!orderId) return
  const ask = (who = userName) =>
    request(world, `${who} cancels ${orderId}`, () => answers.cancel({ userName: who, orderId }))
  const clicks = Array.from({ length: random.pick([1, 1, 2, 3]) }, async () => {
    await world.sleep(random.below(120))
    return ask()
  })
  await Promise.all([...clicks, ...(random.chance(0.1) ? [ask(stranger)] : [])])
  if (random.chance(0.6))
    await requestUntilAnswered(world, `${userName} insists on cancelling ${orderId}`, () =>
      answers.cancel({ userName, orderId }),
    )
  if (random.chance(0.7)) return
  await world.sleep(random.below(laterMs))
  await ask()
}

/** Has one of a shopper's orders refunded by the shop, in two windows, which ask how much it was as it was answered. */
export async function haveRefunded({ world, random, userName, answers }: Shopper) {
  await world.sleep(random.below(laterMs))
  const own = [...answers.accepted].filter(([, { userName: owner }]) => owner === userName)
  const [orderId = ''] = own[random.below(own.length)] ?? []
  const [given] = answers.given.get(orderId) ?? []
  if (!given) return
  const ask = (who: string) =>
    request(world, `${who} refunds ${orderId}`, () =>
      answers.refund({ orderId, amount: given.totalPrice, why: 'it arrived broken', who }),
    )
  await Promise.all([ask('ann'), ask('bob')])
}

type By = 'shop' | undefined
type Ended = { orderId: string; status: string; cancellation?: { at: string; by?: By } | undefined }
type Marked = { checkoutId: string; cancelledAt?: string | undefined; cancelledBy?: By }
type Audited = { target: string }

/** An order is cancelled where its checkout is, and that is where somebody was told so, or may have been. */
export function checkCancellations(
  violate: (what: string, orderId: string) => void,
  {
    orders,
    checkouts,
    audits,
  }: { orders: readonly Ended[]; checkouts: readonly Marked[]; audits: readonly Audited[] },
  { observed, forgeries }: Pick<World, 'observed' | 'forgeries'>,
  { cancelled, refused }: Pick<Answers, 'cancelled' | 'refused'>,
) {
  const ended = new Map(orders.map((order) => [order.orderId, order]))
  for (const { checkoutId, cancelledAt, cancelledBy } of checkouts) {
    const audited = audits.filter(({ target }) => target === checkoutId).length
    if (audited !== (cancelledBy ? 1 : 0))
      violate(`cancelled by ${cancelledBy}, and audited ${audited} times`, checkoutId)
    const { cancellation, status } = ended.get(checkoutId) ?? {}
    if (cancellation && cancellation.by !== cancelledBy)
      violate(`cancelled by ${cancelledBy}, and told as by ${cancellation.by}`, checkoutId)
    const told = cancelled.get(checkoutId)?.cancelledAt ?? cancelledAt
    const dates = [cancelledAt, cancellation?.at, observed.cancelled.get(checkoutId), told]
    if (new Set(dates).size > 1) violate(`checkout, order, write, answer: ${dates.join(', ')}`, checkoutId)
    if ((status === 'CANCELLED') !== (cancelledAt !== undefined))
      violate(`cancelled at ${cancelledAt}, and ${status}`, checkoutId)
    if (refused.has(checkoutId) && status === 'CONFIRMED' && !forgeries.orders.has(checkoutId))
      violate('was said to have come to nothing, and is confirmed', checkoutId)
  }
  for (const orderId of observed.cancelledLate) violate('had come to nothing, and was cancelled', orderId)
}

/** What a request to My Orders, or to an order's page, must know of a cancellation. */
export function judgeCancelled(
  { cancelled }: Pick<Answers, 'cancelled'>,
  shown: { orderId: string; status: string } | undefined,
  asOf: number,
): Violation | undefined {
  const told = shown && cancelled.get(shown.orderId)
  if (!shown || !told || told.at >= asOf || shown.status === 'CANCELLED') return undefined
  const { orderId, status } = shown
  return { invariant: '14 shown', what: `was said to be cancelled, and is ${status}`, orderId }
}
