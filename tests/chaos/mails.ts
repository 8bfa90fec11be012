import type { OrderStatus } from '../../lib/order/order'
import type { Actor } from './actors'

type Asked = { orderId: string; status: OrderStatus }
type Ended = { orderId: string; status: OrderStatus; contact?: unknown }

/** What was asked of the queue of mails, and what is wrong with it. `closed` is when each checkout was closed, if it is. */
export function createMails(closed: ReadonlyMap<string, number>) {
  const settledAs = new Set<string>()
  const asked = new Set<string>()
  const wrong: { orderId: string; what: string }[] = []
  const nameOf = ({ orderId, status }: Asked) => `${orderId} ${status}`

  return {
    settled(orderId: string, status: OrderStatus) {
      settledAs.add(nameOf({ orderId, status }))
    },
    /** Once the queue has taken it, whatever its sender learns of that. */
    ask({ orderId, status }: Asked, actor: Actor) {
      if (!settledAs.has(nameOf({ orderId, status }))) wrong.push({ orderId, what: `is mailed as ${status}` })
      if ((closed.get(orderId) ?? actor.startedAt) < actor.startedAt)
        wrong.push({ orderId, what: 'is mailed again, long after it was closed' })
      asked.add(nameOf({ orderId, status }))
      return `mail-${asked.size}`
    },
    /** Every order that ended has its mail, none was mailed before it had, and none for a message that came again later. */
    check(violate: (what: string, orderId: string) => void, orders: readonly Ended[]) {
      for (const { what, orderId } of wrong) violate(what, orderId)
      for (const order of orders)
        if (order.contact && !asked.has(nameOf(order)))
          violate(`is ${order.status}, and is not mailed`, order.orderId)
    },
  }
}
