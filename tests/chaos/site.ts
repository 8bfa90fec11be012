import { TransactionConflictException } from '@aws-sdk/client-dynamodb'
import { type CheckedOut, checkoutBasket } from '../../lib/checkout/checkout-basket'
import { type Retried, retryOrder } from '../../lib/checkout/retry-order'
import { findOrder, listOrders } from '../../lib/order/find-orders'
import type { OrderView } from '../../lib/order/order'
import { currentActor, type Outcome } from './actors'
import { createCancellations, judgeCancelled } from './cancellations'
import type { World } from './world'

type Asked = Parameters<typeof checkoutBasket>[0]
type AskedAgain = Parameters<typeof retryOrder>[0]

export type Answers = ReturnType<typeof createAnswers>

/** Every 200 the site gave for a checkout, and what is wrong with the answers themselves. */
export function createAnswers(world: World) {
  const given = new Map<string, Extract<CheckedOut, { ok: true }>[]>()
  const accepted = new Map<string, { userName: string; at: number }>()

  function judge(asked: Asked, answer: CheckedOut) {
    if (!answer.ok) {
      const read = [...(currentActor()?.seen ?? [])].find((id) => world.observed.placed.has(id))
      if (answer.reason === 'basket_empty' && read)
        violate(read, `${asked.userName} was told of an empty basket in the middle of its checkout`)
      return
    }
    judgePlaced(asked, answer)
  }

  function judgePlaced(asked: Asked, answer: Extract<CheckedOut, { ok: true }>) {
    const { orderId } = answer
    if (world.observed.placed.get(orderId)?.some(({ userName }) => userName !== asked.userName))
      violate(orderId, `was answered to ${asked.userName}`)
    given.set(orderId, [...(given.get(orderId) ?? []), answer])
    if (!accepted.has(orderId)) accepted.set(orderId, { userName: asked.userName, at: world.agenda.now() })
    if (asked.checkoutId && asked.checkoutId !== orderId) violate(orderId, `answers for ${asked.checkoutId}`)
    if (!world.observed.triedEvents.has(`CheckoutBasket ${orderId}`))
      violate(orderId, 'was answered 200 and nobody has tried to publish it')
  }

  const violate = (orderId: string, what: string) =>
    void world.violations.push({ invariant: 'answers', what, orderId })

  return {
    ...createCancellations(world, accepted),
    given,
    /** When each order was first answered with 200. */
    accepted,
    /** One POST /basket/checkout, to be run as a request. */
    async checkOut(asked: Asked): Promise<CheckedOut> {
      const answer = await checkoutBasket(asked)
      judge(asked, answer)
      return answer
    },
    /** One post of the form by which a declined order is placed again, to be run as a request. */
    async retry(asked: AskedAgain): Promise<Retried> {
      if (!accepted.has(asked.checkoutId)) world.observed.retries.set(asked.checkoutId, asked)
      const answer = await retryOrder(asked)
      if (answer.ok) judgePlaced(asked, answer)
      return answer
    },
  }
}

/**
 * My Orders and an order's own page, to be run as requests, and what is wrong with what they show: an order that was
 * accepted is there, once, and one that was settled is not shown as open. The list may be as old as the reads it is
 * made of, the page may not.
 */
export function createOrderReader(world: World, answers: Answers) {
  const { accepted } = answers
  const { observed, forgeries, violations } = world
  const violate = (orderId: string, what: string) =>
    void violations.push({ invariant: '14 shown', what, orderId })

  function judge(orderId: string, shown: OrderView | undefined, place: string, asOf: number, mixed = false) {
    const closedAt = observed.closed.get(orderId) ?? Number.POSITIVE_INFINITY
    if (shown && !shown.settled && closedAt < asOf && !forgeries.orders.has(orderId))
      violate(orderId, `is settled, and ${shown.status} ${place}`)
    // Of a list of old reads one may be as of before the order learned of its cancellation, the other as of after that.
    const between = mixed && closedAt >= asOf && observed.closed.has(orderId)
    const told = between ? undefined : judgeCancelled(answers, shown, asOf)
    if (told) violations.push(told)
  }

  return {
    async list(userName: string) {
      const actor = currentActor()
      const orders = await listOrders(userName)
      if (!actor) return
      const asOf = actor.startedAt - actor.staleMs
      for (const [orderId, { userName: owner, at }] of accepted) {
        if (owner !== userName || at >= asOf) continue
        const shown = orders.filter((order) => order.orderId === orderId)
        // Both of its reads may be old, each by another time: created and closed meanwhile, it may be in neither.
        const createdAt = observed.created.get(orderId) ?? Number.POSITIVE_INFINITY
        const between = actor.staleMs > 0 && createdAt >= asOf && observed.closed.has(orderId)
        if (shown.length === 0 && !between) violate(orderId, 'was accepted, and is not on My Orders')
        if (shown.length > 1) violate(orderId, 'is on My Orders twice')
        judge(orderId, shown[0], 'on My Orders', asOf, actor.staleMs > 0)
      }
    },
    async page(userName: string, orderId: string) {
      const startedAt = currentActor()?.startedAt ?? 0
      const shown = await findOrder(userName, orderId)
      if (!shown) violate(orderId, 'was accepted, and has no page')
      judge(orderId, shown, 'on its page', startedAt)
    },
  }
}

export type OrderReader = ReturnType<typeof createOrderReader>

const tries = 10
const longestPauseMs = 2_000

/** A shopper's request is not given up for less than this: a transaction on the same item is over in milliseconds. */
const patienceMs = 2_000

/**
 * One request to the site: it answers, fails, or is lost with the process that served it. That of a `slow` tab on a bad
 * line takes long enough for much to happen meanwhile.
 */
export async function request<T>(
  world: World,
  what: string,
  work: () => Promise<T>,
  slow = false,
): Promise<Outcome<T>> {
  let startedAt = world.agenda.now()
  const outcome = await world.actors.spawn('site', what, (actor) => {
    startedAt = actor.startedAt
    actor.slow = slow
    return work()
  })
  const gaveUp = 'failed' in outcome && outcome.failed instanceof TransactionConflictException
  if (gaveUp && world.agenda.now() - startedAt < patienceMs)
    world.violations.push({ invariant: '13 conflicts', what: `${what}: gave up on a passing conflict` })
  return outcome
}

/** The same request until it is answered, as a person in front of a broken page does; undefined when that never happens. */
export async function requestUntilAnswered<T>(
  world: World,
  what: string,
  work: () => Promise<T>,
): Promise<T | undefined> {
  for (let attempt = 1; attempt <= tries; attempt++) {
    const outcome = await request(world, what, work)
    if ('done' in outcome) return outcome.done
    await world.sleep((longestPauseMs * attempt) / tries)
  }
  return undefined
}
