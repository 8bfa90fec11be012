import { type Fact, factOf } from '../lib/events'
import { recordEvent } from '../lib/order/record-event'
import { consume } from './consume'

const subjects: Record<Fact['of'], string> = { payment: 'Payment', inventory: 'Stock', cancellation: 'Order' }

export const handler = consume('order', async (event) => {
  const { status, settledNow, contradictory } = await recordEvent(event)
  const fact = factOf(event.type)
  return [
    {
      message: fact ? `${subjects[fact.of]} recorded as ${fact.status.toLowerCase()}` : 'Order placed',
      status,
    },
    ...(settledNow ? [{ message: 'Order settled', status }] : []),
    ...(contradictory ? [{ message: 'Order contradicts itself', status, level: 'error' as const }] : []),
  ]
})
