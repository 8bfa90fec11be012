import { expect, test, vi } from 'vitest'
import { embeddedAws, stock } from '../../tests/embedded-aws'
import { newShopper } from '../../tests/purchases'
import { readAlarms } from '../alarm/read-alarms'
import { setBasket } from '../basket/change-basket'
import { checkoutBasket } from '../checkout/checkout-basket'
import { findPurchase } from '../lookup/find-purchase'
import { lookUp } from '../lookup/look-up'
import { readTimeline } from '../timeline/read-timeline'
import { readLogLines } from './read-log-lines'

vi.hoisted(() => Object.assign(process.env, { PAYMENT_SUCCESS_RATE: '1' }))
embeddedAws({ functions: true })

const reconcilerRuns = expect.objectContaining({ name: 'ReconcilerSilent', state: 'OK' })
const traceId = '1-69218f20-0123456789abcdef01234567'

test('what three services wrote of a purchase is found by order, trace, event and message, and nothing of another', {
  timeout: 60_000,
}, async () => {
  // The reconciler runs once at the start, and would publish a checkout that is just being placed.
  await vi.waitFor(async () => expect(await readAlarms()).toContainEqual(reconcilerRuns), { timeout: 30_000 })
  const userName = newShopper()
  const { id } = await stock()
  const buy = async (traceHeader?: string) => {
    await setBasket(userName, [{ productId: id, quantity: 1 }])
    const placed = await checkoutBasket({ userName, traceHeader })
    if (!placed.ok) throw new Error(placed.reason)
    return placed.orderId
  }
  const orderId = await buy(`Root=${traceId}`)
  await buy()
  const { lines } = await vi.waitFor(
    async () => {
      const read = await readLogLines({ orderId })
      expect(read.lines.map(({ message }) => message)).toContain('Order settled')
      return read
    },
    { timeout: 30_000, interval: 100 },
  )
  expect(new Set(lines.map((line) => line.service))).toEqual(new Set(['ordering', 'inventory', 'payment']))
  expect(new Set(lines.map((line) => line.orderId))).toEqual(new Set([orderId]))
  expect(await readLogLines({ traceId })).toEqual({ lines, unread: [], isCut: false })
  const published = lines.find(({ publishedType }) => publishedType === 'StockReserved')
  const { lines: ofEvent } = await readLogLines({ eventId: published?.publishedId ?? '' })
  const isOrdering = expect.objectContaining({ service: 'ordering', eventType: 'StockReserved' })
  expect(ofEvent).toEqual(ofEvent.map(() => isOrdering))
  expect(ofEvent.map(({ message }) => message)).toContain('Stock recorded as reserved')
  const messageId = ofEvent[0]?.messageId ?? ''
  expect((await readLogLines({ messageId })).lines).toEqual(ofEvent)
  for (const id of [traceId, published?.publishedId ?? '', messageId])
    expect((await lookUp(id)).hits).toEqual([expect.objectContaining({ kind: 'order', orderId })])
  const [first] = lines
  const before = [{ from: new Date(0).toISOString(), until: first?.timestamp }]
  expect((await readLogLines({ orderId }, before)).lines).toEqual([])
  expect((await readLogLines({ orderId: '"ORD" || "' })).lines).toEqual([])

  const purchase = await findPurchase(orderId)
  const timeline = purchase && (await readTimeline(purchase))
  expect(timeline).toMatchObject({ unread: [], isCut: false, lines: lines.length })
  const told = timeline?.steps.map(({ service, what }) => `${service} ${what}`)
  // Of the site, which is this test, no line is kept.
  for (const step of [
    'payment receives CheckoutBasket',
    'payment Payment completed',
    'payment publishes PaymentCompleted',
    'inventory publishes StockReserved',
    'ordering receives StockReserved',
    'ordering Order settled: CONFIRMED',
  ])
    expect(told).toContain(step)
})

test('where the lines cannot be read the order’s own history is the timeline, and it is said whose are missing', async () => {
  const userName = newShopper()
  await setBasket(userName, [{ productId: (await stock()).id, quantity: 1 }])
  const placed = await checkoutBasket({ userName })
  const purchase = placed.ok ? await findPurchase(placed.orderId) : undefined
  const { logs } = await import('../aws/logs')
  const away = vi.spyOn(logs, 'send').mockRejectedValue(new Error('away') as never)
  const timeline = purchase && (await readTimeline(purchase))
  away.mockRestore()
  expect(timeline?.unread).toEqual(expect.arrayContaining(['site', 'ordering', 'inventory', 'payment']))
  expect(timeline?.steps).toMatchObject([{ kind: 'fact', service: 'site', what: 'CheckoutBasket' }])
})
