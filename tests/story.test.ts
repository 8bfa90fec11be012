import { expect, test, vi } from 'vitest'
import { publish } from '../lib/aws/bus'
import { setBasket } from '../lib/basket/change-basket'
import { checkoutBasket } from '../lib/checkout/checkout-basket'
import { Money } from '../lib/money'
import type { OrderStatus } from '../lib/order/order'
import { readTopology } from '../local/topology'
import { embeddedAws, rowsOf, stock } from './embedded-aws'
import { newShopper } from './purchases'
import { isMetrics, type Line, linesOf, totalOfMetric, writtenLines } from './written-lines'

vi.hoisted(() => Object.assign(process.env, { POWERTOOLS_LOG_LEVEL: 'INFO' }))
const ofSite = writtenLines()
const ofFunctions: { source: string; line: Line }[] = []
embeddedAws({
  functions: true,
  keep: (source, text) => ofFunctions.push(...linesOf(text).map((line) => ({ source, line }))),
})

const traceOf = (index: number) => `1-69218f20-${String(index).padStart(24, '0')}`

async function checkOut(index: number, items: { productId: string; quantity: number }[]) {
  const userName = newShopper()
  await setBasket(userName, items)
  const placed = await checkoutBasket({ userName, traceHeader: `Root=${traceOf(index)};Sampled=1` })
  if (!placed.ok) throw new Error(placed.reason)
  return { ...placed, userName, traceId: traceOf(index) }
}

const lines = () => [...ofSite, ...ofFunctions.map(({ line }) => line)]

/** What an operator sees who looks for one order in the logs of everything. */
const storyOf = (orderId: string) =>
  lines()
    .filter((line) => line.orderId === orderId)
    .toSorted((a, b) => String(a.timestamp).localeCompare(String(b.timestamp)))

const settlementOf = (orderId: string) =>
  storyOf(orderId).filter(({ message }) => message === 'Order settled')
const untilSettled = (orderIds: string[]) =>
  vi.waitFor(() => expect(orderIds.map((id) => settlementOf(id).length)).toEqual(orderIds.map(() => 1)), {
    timeout: 30_000,
    interval: 20,
  })

const services = ['ordering', 'inventory', 'payment']

const told: Record<string, string[]> = {
  CONFIRMED: [
    'Stock reserved',
    'Payment completed',
    'Stock recorded as reserved',
    'Payment recorded as completed',
  ],
  PAYMENT_FAILED: [
    'Payment failed',
    'Payment recorded as failed',
    'Stock released',
    'Stock recorded as released',
  ],
  OUT_OF_STOCK: ['Stock rejected', 'Stock recorded as rejected'],
}

test('the lines with an order’s id tell the purchase from checkout to settlement, whatever runs beside it', {
  timeout: 60_000,
}, async () => {
  // The reconciler runs once at the start, and would publish a checkout that is just being placed.
  await vi.waitFor(() => expect(ofFunctions.map(({ source }) => source)).toContain('reconcile'), {
    timeout: 30_000,
  })
  const cup = await stock({ availableStock: 25, price: 34.5 })
  const purchases = await Promise.all(
    Array.from({ length: 30 }, (_, index) => checkOut(index, [{ productId: cup.id, quantity: 1 }])),
  )
  await untilSettled(purchases.map(({ orderId }) => orderId))
  const orders = await rowsOf('OrderTable')

  const messages = new Map<unknown, unknown>()
  for (const { orderId, traceId } of purchases) {
    const story = storyOf(orderId)
    const said = story.map(({ message }) => message)
    const [settlement] = settlementOf(orderId)
    expect(said.slice(0, 2)).toEqual(['Checkout placed', 'CheckoutBasket published'])
    expect(said).toEqual(
      expect.arrayContaining(['Order placed', ...(told[String(settlement?.status)] ?? ['?'])]),
    )
    expect([...new Set(story.map((line) => line.traceId))]).toEqual([traceId])

    const published = story.find(({ message }) => message === 'CheckoutBasket published')
    const takenBy = story
      .filter(({ eventId }) => eventId === published?.eventId)
      .map(({ service }) => service)
    expect(takenBy).toEqual(expect.arrayContaining(['ordering', 'inventory', 'payment']))

    for (const line of story.filter(({ service }) => services.includes(String(service)))) {
      expect(line).toEqual(
        expect.objectContaining({
          timestamp: expect.stringMatching(/^\d{4}-.*Z$/),
          level: expect.stringMatching(/^(INFO|WARN|ERROR)$/),
          function_name: line.service,
          messageId: expect.any(String),
          eventType: expect.any(String),
          eventId: expect.any(String),
          receiveCount: expect.any(Number),
          requestId: expect.any(String),
          durationMs: expect.any(Number),
        }),
      )
      expect(messages.get(line.messageId) ?? orderId).toBe(orderId)
      messages.set(line.messageId, orderId)
    }
  }
  expect(new Set(orders.map((row) => row.orderId)).size).toBe(30)
})

test('an order is counted once, however often its events are delivered', { timeout: 60_000 }, async () => {
  const begun = ofFunctions.length
  const cup = await stock({ availableStock: 100, price: 34.5 })
  const purchases = await Promise.all(
    Array.from({ length: 12 }, (_, index) => checkOut(index, [{ productId: cup.id, quantity: 2 }])),
  )
  const ids = purchases.map(({ orderId }) => orderId)
  await untilSettled(ids)
  // By now somebody has counted; the rest of the story comes again, three times.
  for (let again = 0; again < 3; again++) {
    await Promise.all(
      purchases.map(({ orderId, orderDate, totalPrice, userName }) =>
        publish('CheckoutBasket', {
          orderId,
          orderDate,
          totalPrice,
          userName,
          paymentMethod: 'card',
          items: [{ productId: cup.id, productName: cup.name, price: cup.price, quantity: 2 }],
        }),
      ),
    )
  }
  const recorded = (orderId: string) =>
    storyOf(orderId).filter(({ message }) => /^(Order placed|(Stock|Payment) recorded)/.test(String(message)))
  await vi.waitFor(
    () => {
      for (const id of ids) expect(recorded(id).length).toBeGreaterThanOrEqual(4 * 3)
    },
    { timeout: 30_000, interval: 20 },
  )

  const emitted = ofFunctions.slice(begun).map(({ line }) => line)
  const statuses = ids.flatMap((id) => settlementOf(id).map(({ status }) => status as OrderStatus))
  const confirmed = statuses.filter((status) => status === 'CONFIRMED').length
  expect(statuses).toHaveLength(12)
  expect(totalOfMetric(emitted, 'OrdersConfirmed')).toBe(confirmed)
  expect(totalOfMetric(emitted, 'Revenue')).toBeCloseTo(confirmed * Money.encode(cup.price) * 2)
  expect(totalOfMetric(emitted, 'OrdersFailed')).toBe(12 - confirmed)
  const settleTimes = emitted.flatMap((line) => line.SettleTime ?? [])
  expect(settleTimes).toHaveLength(12)
})

test('metrics are in the namespace Swoon, by service, and name no order', async () => {
  const metrics = ofFunctions.filter(({ line }) => isMetrics(line))
  expect(metrics.length).toBeGreaterThan(10)
  for (const { source, line } of metrics) {
    const { CloudWatchMetrics } = line._aws as { CloudWatchMetrics: Record<string, unknown>[] }
    expect(CloudWatchMetrics).toMatchObject([{ Namespace: 'Swoon' }])
    const dimensions = 'OrdersFailed' in line ? [['service'], ['service', 'reason']] : [['service']]
    expect(CloudWatchMetrics[0]?.Dimensions).toEqual(dimensions)
    expect(line.service).toBe(source)
    expect(JSON.stringify(line)).not.toMatch(/ORD-|shopper-|1-69218f20/)
  }
})

test('every function and the site have a service name and a log level', async () => {
  const { functions, sites } = await readTopology()
  const named = [...functions, ...sites.map(({ environment }) => ({ name: 'site', environment }))]
  for (const { name, environment } of named)
    expect(environment).toMatchObject({ POWERTOOLS_SERVICE_NAME: name, POWERTOOLS_LOG_LEVEL: 'INFO' })
})
