import type { Violation } from './violation'

/** What leaves the facts of a confirmed order contradictory, in whatever order they are recorded. */
const telling = new Set(['PaymentFailed', 'StockReleased'])

export type Forgeries = ReturnType<typeof createForgeries>

/** Confirmed orders whose payment somebody said had failed, and whether the shop notices. */
export function createForgeries() {
  const orders = new Set<string>()
  const recorded = new Set<string>()
  let counted = 0

  return {
    orders,
    /** The metric OrdersContradictory was written. */
    count() {
      counted++
    },
    /** 15: once the ordering service has recorded what cannot be true, it has been counted. */
    judge(queue: string, label: string): Violation[] {
      const [type = '', orderId = ''] = label.split(' ')
      if (queue !== 'OrderQueue' || !orders.has(orderId) || !telling.has(type)) return []
      recorded.add(orderId)
      if (counted >= recorded.size) return []
      return [{ invariant: '15 forged', what: 'contradicts itself, and nobody is told', orderId }]
    },
    /** 15: nothing was counted that nobody forged. */
    falseAlarms: (): Violation[] =>
      counted > 0 && orders.size === 0
        ? [{ invariant: '15 forged', what: `${counted} orders were said to contradict themselves` }]
        : [],
  }
}
