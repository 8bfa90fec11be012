import { factOf } from '../lib/events'
import { recordEvent } from '../lib/order/record-event'
import { consume } from './consume'

export const handler = consume('order', async (event) => {
  const { status, settledNow, contradictory } = await recordEvent(event)
  const fact = factOf(event.type)
  const service = fact?.of === 'payment' ? 'Payment' : 'Stock'
  return [
    { message: fact ? `${service} recorded as ${fact.status.toLowerCase()}` : 'Order placed', status },
    ...(settledNow ? [{ message: 'Order settled', status }] : []),
    ...(contradictory ? [{ message: 'Order contradicts itself', status, level: 'error' as const }] : []),
  ]
})
