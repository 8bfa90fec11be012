import { listOpenCheckouts, removeContact as removeFromCheckout } from '../checkout/store'
import { orderKeys, removeContact } from './store'

/**
 * Takes name, e-mail, phone and address out of all that a shopper has bought; the orders stay under their opaque name. An
 * order that is open keeps them until it is settled: whoever delivers it needs them. Repeatable.
 */
export async function eraseContacts(userName: string) {
  const counts = { erased: 0, open: 0 }
  for await (const keys of orderKeys(userName))
    for (const { orderDate, orderId } of keys) {
      const key = { userName, orderDate: String(orderDate), orderId: String(orderId) }
      const closed = await removeFromCheckout(key.orderId)
      if (closed) await removeContact(key)
      counts[closed ? 'erased' : 'open']++
    }
  // What was accepted and is no order yet.
  const accepted = await listOpenCheckouts(userName, { limit: 1 })
  return { ...counts, open: Math.max(counts.open, accepted.length) }
}
