import { findOrder, listOrders } from '../../lib/order/find-orders'
import type { OrderView } from '../../lib/order/order'
import { currentActor } from './actors'
import type { Answers } from './checkout-request'
import type { World } from './world'

/**
 * My Orders and an order's own page, to be run as requests, and what is wrong with what they show: an order that was
 * accepted is there, once, and one that was settled is not shown as open. The list may be as old as the reads it is
 * made of, the page may not.
 */
export function createOrderReader(world: World, { accepted }: Answers) {
  const { observed, forgeries, violations } = world
  const violate = (orderId: string, what: string) =>
    void violations.push({ invariant: '14 shown', what, orderId })

  function judge(orderId: string, shown: OrderView | undefined, place: string, asOf: number) {
    const closedAt = observed.closed.get(orderId) ?? Number.POSITIVE_INFINITY
    if (shown && !shown.settled && closedAt < asOf && !forgeries.orders.has(orderId))
      violate(orderId, `is settled, and ${shown.status} ${place}`)
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
        judge(orderId, shown[0], 'on My Orders', asOf)
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
