import type { OrderView } from './order'

type Versioned = Pick<OrderView, 'orderId' | 'history'> & {
  payment?: { status: string } | undefined
  inventory?: { status: string } | undefined
}

/** The state of a list of orders in 16 hexadecimal digits: an order changes only by a status or in its history. */
export function versionOf(orders: Versioned[]): string {
  const state = orders
    .map(({ orderId, payment, inventory, history }) =>
      [orderId, payment?.status, inventory?.status, history.length].join(':'),
    )
    .join('|')
  return digest(state, 0x811c9dc5) + digest(state, 0x9747b28c)
}

/** FNV-1a, 32 bits: http://www.isthe.com/chongo/tech/comp/fnv/ */
function digest(text: string, seed: number) {
  let value = seed
  for (let index = 0; index < text.length; index++)
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193)
  return (value >>> 0).toString(16).padStart(8, '0')
}
