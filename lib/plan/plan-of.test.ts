import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { handler as inventory } from '../../functions/inventory'
import { handler as mail } from '../../functions/mail'
import { handler as ordering } from '../../functions/ordering'
import { handler as payment } from '../../functions/payment'
import { readTopology } from '../../local/topology'
import { memoryAws } from '../../tests/memory-aws'
import { envelopeOf, sqsRecord } from '../../tests/sqs-records'
import { type EventType, events, eventTypes, type Listener } from '../events'
import { type Plan, type Service, unknown } from './plan'
import { planOf } from './plan-of'
import { readRows } from './rows'
import { understand } from './understand'

const aws = memoryAws(await readTopology())
Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' })

const handlers = { ordering, inventory, payment, mail }
const queues = {
  ordering: 'OrderQueue',
  inventory: 'InventoryQueue',
  payment: 'PaymentQueue',
  mail: 'MailQueue',
}
const serviceOf: Record<Listener, Service> = {
  order: 'ordering',
  inventory: 'inventory',
  payment: 'payment',
}

const [userName, orderId, orderDate] = ['ada', 'ORD-01K9Z3Y8V7W6T5S4R3Q2P1N0M9', '2026-11-22T10:00:00.000Z']
const paymentId = `PAY-${orderId}`
const mailIds = ['0b6f2a52-3f51-4f0e-8f2c-1d1f4a1b0c01', '0b6f2a52-3f51-4f0e-8f2c-1d1f4a1b0c02']
const contact = { name: 'Ada', email: 'ada@example.com', country: 'HK', address: ['1 Long Lane'] }

type Line = { productId: string; quantity: number; price: number }
type Purchase = { items: Line[]; withContact: boolean }
type Sent = { service: Service; type: EventType; body: string }

/** One event of the purchase, as it travels. */
function detailOf(type: EventType, { items, withContact }: Purchase): Record<string, unknown> {
  const order = { userName, orderId, orderDate, at: '2026-11-22T10:00:01.000Z' }
  const lines = items.map((line) => ({ ...line, productName: `The ${line.productId}` }))
  const totalPrice =
    items.reduce((sum, { price, quantity }) => sum + Math.round(price * 100) * quantity, 0) / 100
  const paid = { ...order, paymentId, amount: totalPrice }
  const shortages = [{ productId: items[0]?.productId, requested: 9, available: 1 }]
  const details: Record<EventType, object> = {
    CheckoutBasket: {
      ...order,
      items: lines,
      totalPrice,
      paymentMethod: 'card',
      ...(withContact && { contact }),
    },
    StockReserved: { ...order, items: lines },
    StockRejected: { ...order, items: lines, shortages, totalPrice },
    StockReleased: { ...order, items: lines },
    PaymentCompleted: paid,
    PaymentFailed: { ...paid, failureReason: 'card_declined' },
    PaymentRefunded: { ...paid, failureReason: 'out_of_stock' },
    OrderCancelled: { ...order, totalPrice },
  }
  return { ...details[type] }
}

const line = fc.record({
  productId: fc.constantFrom('cup', 'pan', 'kite'),
  quantity: fc.integer({ min: 1, max: 4 }),
  price: fc.constantFrom(4.35, 0.29, 41),
})
const purchase = fc.record({
  items: fc.array(line, { minLength: 1, maxLength: 3 }),
  withContact: fc.boolean(),
})
const stock = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 0, max: 9 }) },
  { weight: 1, arbitrary: fc.constantFrom('many', undefined) },
)

const services: Service[] = ['ordering', 'inventory', 'payment', 'mail']
const listening = eventTypes.flatMap((type) =>
  events[type].listeners.map((listener) => ({ type, service: serviceOf[listener] })),
)
/** What has been delivered before. */
const delivery = fc.constantFrom(...listening)

/** What may stand in the tables that no delivery of this order brings about. */
const oddities = [
  'none',
  'charge under way',
  'charge under way and cancelled',
  'paid and marked cancelled',
  'payment unreadable',
  'reservation unreadable',
  'order of another',
  'order unreadable',
  'written by newer code',
] as const
const checkouts = ['open', 'none', 'closed', 'cancelled', 'cancelled and closed'] as const

const spoilings = {
  none: (body: string) => body,
  'no JSON': () => '{"detail":',
  'no quantity': (body: string) => body.replace(/"quantity":\d+/, '"quantity":0'),
  'no userName': (body: string) => body.replace('"userName":"ada"', '"userName":7'),
  'wrong total': (body: string) => body.replace(/"totalPrice":[\d.]+/, '"totalPrice":0.01'),
  'no id': (body: string) => body.replace(/"id":"/, '"no":"'),
  'unknown event': (body: string) => body.replace(/"detail-type":"\w+"/, '"detail-type":"GiftWrapped"'),
} satisfies Record<string, (body: string) => string>

const statuses = [
  'CONFIRMED',
  'PAYMENT_FAILED',
  'OUT_OF_STOCK',
  'REFUNDED',
  'CANCELLED',
  'PROCESSING',
] as const

const scene = fc.record({
  purchase,
  stocks: fc.record({ cup: stock, pan: stock, kite: stock }),
  before: fc.array(delivery, { maxLength: 6 }),
  checkout: fc.constantFrom(...checkouts),
  odd: fc.oneof({ weight: 3, arbitrary: fc.constant('none' as const) }, fc.constantFrom(...oddities)),
  mailedAs: fc.option(fc.record({ status: fc.constantFrom(...statuses), by: fc.constantFrom(...mailIds) })),
  approves: fc.boolean(),
  approved: fc.boolean(),
  sent: fc.oneof(
    { weight: 8, arbitrary: delivery },
    // Foreign: not every service listens to every event.
    fc.record({ type: fc.constantFrom(...eventTypes), service: fc.constantFrom(...services) }),
    {
      weight: 2,
      arbitrary: fc.record({
        type: fc.constant('CheckoutBasket' as const),
        service: fc.constant('mail' as const),
      }),
    },
  ),
  /** Of another purchase's lines than before: what was stored decides. */
  other: fc.option(purchase, { freq: 4 }),
  mailOf: fc.constantFrom(...statuses),
  spoilt: fc.oneof(
    { weight: 8, arbitrary: fc.constant('none' as const) },
    fc.constantFrom(...(Object.keys(spoilings) as (keyof typeof spoilings)[])),
  ),
})
type Scene = typeof scene extends fc.Arbitrary<infer S> ? S : never

const bodyOf = ({ service, type }: Pick<Sent, 'service' | 'type'>, given: Purchase, status: string) =>
  service === 'mail' && type === 'CheckoutBasket'
    ? JSON.stringify({ id: mailIds[0], time: orderDate, detail: { userName, orderId, orderDate, status } })
    : envelopeOf(type, detailOf(type, given))

const invoke = (service: Service, body: string) => {
  runAs(service)
  const Records = [sqsRecord(body, { eventSourceARN: `arn:aws:sqs:us-east-1:0:${queues[service]}` })]
  return handlers[service]({ Records }).then(
    ({ batchItemFailures }) => batchItemFailures.length === 0,
    () => false,
  )
}
const runAs = (service: Service) => Object.assign(process.env, { POWERTOOLS_SERVICE_NAME: service })
const approve = (does: boolean) => Object.assign(process.env, { PAYMENT_SUCCESS_RATE: does ? '1' : '0' })

async function stage({ purchase, stocks, before, checkout, odd, mailedAs, approved }: Scene) {
  aws.reset()
  approve(approved)
  for (const [id, availableStock] of Object.entries(stocks))
    if (availableStock !== undefined) await aws.put('ProductTable', { id, availableStock })
  const isCancelled = checkout.startsWith('cancelled')
  if (checkout !== 'none')
    await aws.put('CheckoutTable', {
      checkoutId: orderId,
      ...(checkout.endsWith('closed')
        ? { settledAt: orderDate }
        : { open: 'OPEN#1', dueAt: orderDate, openFor: userName }),
      ...(isCancelled && { cancelledAt: orderDate }),
    })
  for (const sent of before) await invoke(sent.service, bodyOf(sent, purchase, ''))
  const keys = { paymentId, orderId, userName, orderDate, amount: 41 }
  const order = { userName, orderDate }
  const cancelled = { cancelled: true, failureReason: 'out_of_stock' }
  const history = [{ what: 'GiftWrapped', at: { shop: orderDate } }]
  const odds: Record<(typeof oddities)[number], () => unknown> = {
    none: () => {},
    'charge under way': () => aws.put('PaymentTable', { ...keys, status: 'PENDING' }),
    'charge under way and cancelled': () =>
      aws.put('PaymentTable', { ...keys, ...cancelled, status: 'PENDING' }),
    'paid and marked cancelled': () =>
      aws.put('PaymentTable', { ...keys, ...cancelled, status: 'COMPLETED' }),
    'payment unreadable': () => aws.put('PaymentTable', { ...keys, amount: 'much', status: 'COMPLETED' }),
    'reservation unreadable': () =>
      aws.put('ReservationTable', { orderId, status: 'RESERVED', lines: 'all' }),
    'order of another': () => aws.put('OrderTable', { ...order, orderId: 'ORD-OTHER', history: [] }),
    'order unreadable': () =>
      aws.put('OrderTable', { ...order, orderId, items: 'all', totalPrice: 1, history: [] }),
    'written by newer code': () => aws.put('OrderTable', { ...order, orderId, history }),
  }
  await odds[odd]()
  const [row] = await aws.rows('OrderTable')
  if (row && mailedAs) await aws.update('OrderTable', order, `mailed ${mailedAs.status}`, mailedAs.by)
}

const keysOf = {
  OrderTable: ({ userName, orderDate }: Row) => `${userName} ${orderDate}`,
  CheckoutTable: ({ checkoutId }: Row) => String(checkoutId),
  ReservationTable: ({ orderId }: Row) => String(orderId),
  PaymentTable: ({ paymentId }: Row) => String(paymentId),
  ProductTable: ({ id }: Row) => String(id),
}
type Row = Record<string, unknown>
type Snapshot = Map<string, Row>

async function snapshot(): Promise<Snapshot> {
  const tables = await Promise.all(
    Object.entries(keysOf).map(async ([table, keyOf]) =>
      (await aws.rows(table)).map((row): [string, Row] => [`${table} ${keyOf(row)}`, row]),
    ),
  )
  return new Map(tables.flat())
}

/** What is otherwise than the plan says, of every row of every table. */
function wrongRows(before: Snapshot, after: Snapshot, { changes }: Plan) {
  const planned = new Map(changes.map(({ table, key, set }) => [`${table} ${key}`, set]))
  return [...new Set([...before.keys(), ...after.keys(), ...planned.keys()])].flatMap((name) => {
    const [was = {}, is = {}, set = {}] = [before.get(name), after.get(name), planned.get(name)]
    return [...new Set([...Object.keys(was), ...Object.keys(is), ...Object.keys(set)])].flatMap(
      (attribute) => {
        const wanted = attribute in set ? set[attribute] : was[attribute]
        const isRight = wanted === unknown || isDeepStrictEqual(is[attribute], wanted)
        return isRight
          ? []
          : [`${name}.${attribute}: ${JSON.stringify(wanted)} planned, ${JSON.stringify(is[attribute])} is`]
      },
    )
  })
}

/** Plans a message, lets its own function take it, and says what came otherwise. */
async function judge(scene: Scene, plan = planOf) {
  await stage(scene)
  const { service, type } = scene.sent
  const body = spoilings[scene.spoilt](bodyOf({ service, type }, scene.other ?? scene.purchase, scene.mailOf))
  approve(scene.approves)
  const [before, failuresBefore] = [await snapshot(), await aws.rows('FailureTable')]
  const message = understand(service, body)
  const planned = plan(message, await readRows(message))
  aws.takeSent()
  const succeeded = await invoke(service, body)
  const after = await snapshot()
  const sent = aws.takeSent()
  const wrong: string[] = []
  const expectSame = (what: string, is: unknown, wanted: unknown) => {
    if (!isDeepStrictEqual(is, wanted))
      wrong.push(`${what}: ${JSON.stringify(wanted)} planned, ${JSON.stringify(is)} is`)
  }
  expectSame('fails', !succeeded, planned.fails !== undefined)
  if (planned.fails) {
    const failures = (await aws.rows('FailureTable')).filter(
      (row) => !failuresBefore.some((known) => isDeepStrictEqual(known, row)),
    )
    expectSame('failures', failures.length, 1)
    expectSame('field', failures[0]?.field, planned.fails.field)
    return { planned, wrong }
  }
  wrong.push(...wrongRows(before, after, planned))
  const published = sent.flatMap(
    ({ input }) => (input.Entries as { DetailType: EventType }[] | undefined) ?? [],
  )
  expectSame('published', published.length, planned.publishes.length > 0 ? 1 : 0)
  for (const { DetailType } of published) expectSame('event', planned.publishes.includes(DetailType), true)
  const asked = sent.filter(
    ({ command }) => command === 'SendMessageCommand' || command === 'SendEmailCommand',
  )
  expectSame('mails', asked.length, planned.mails ? 1 : 0)
  const paid = after.get(`PaymentTable ${paymentId}`)
  const money = (planned.charges ?? planned.refunds ?? -1) / 100
  if (planned.charges !== undefined || planned.refunds !== undefined)
    expectSame('amount', paid?.amount, money)
  if (planned.charges !== undefined)
    expectSame(
      'status',
      paid?.status,
      !scene.approves ? 'FAILED' : planned.refunds ? 'REFUNDED' : 'COMPLETED',
    )
  return { planned, wrong }
}

const seed = 20261130
const numRuns = 2_000

test('a dry run tells what the function then does, for every message in every state of its order', {
  timeout: 600_000,
}, async () => {
  const seen = new Map<string, number>()
  await fc.assert(
    fc.asyncProperty(scene, async (given) => {
      const { planned, wrong } = await judge(given)
      const kind = `${given.sent.service}: ${planned.words.replace(/ORD-\w+|\d+(\.\d+)?/g, 'n').split(';')[0]}`
      seen.set(kind, (seen.get(kind) ?? 0) + 1)
      expect(wrong, planned.words).toEqual([])
    }),
    { seed, numRuns },
  )
  const kinds = [...seen.keys()].join('\n')
  for (const kind of [
    'ordering: will create the order',
    'ordering: will record the payment as completed',
    'ordering: comes late',
    'ordering: already applied',
    'ordering: will fail again: its row belongs to',
    'ordering: will fail again: unknown event',
    'inventory: will take n of n in stock',
    'inventory: out of stock: will be rejected',
    'inventory: will give n piece',
    'inventory: nothing is reserved',
    'inventory: will fail again: items[n].quantity',
    'payment: will charge $n',
    'payment: will charge $n and give it back',
    'payment: will give $n back',
    'payment: nothing was charged',
    'payment: will fail again: a row that it needs cannot be read',
    'mail: will mail that it is',
    'mail: nothing: it was mailed by another message',
  ])
    expect(kinds).toContain(kind)
})

test('a plan that is wrong in one thing is found out', { timeout: 300_000 }, async () => {
  const wrongIn: Record<string, (plan: Plan) => Plan> = {
    'stock is taken twice': (plan) => ({
      ...plan,
      changes: plan.changes.map((change) =>
        change.table === 'ProductTable' ? { ...change, set: { availableStock: 0.5 } } : change,
      ),
    }),
    'nothing fails': ({ fails, ...plan }) => plan,
    'nothing is published': (plan) => ({ ...plan, publishes: [] }),
    'a checkout stays open': (plan) => ({
      ...plan,
      changes: plan.changes.filter(({ table }) => table !== 'CheckoutTable'),
    }),
    'nobody is mailed': ({ mails, ...plan }) => plan,
    'nothing is charged': ({ charges, ...plan }) => ({
      ...plan,
      changes: plan.changes.map((change) => ({ ...change, set: charges ? {} : change.set })),
    }),
  }
  for (const [what, spoil] of Object.entries(wrongIn)) {
    const spoilt: typeof planOf = (message, rows) => spoil(planOf(message, rows))
    const property = fc.asyncProperty(scene, async (given) => (await judge(given, spoilt)).wrong.length === 0)
    const { failed } = await fc.check(property, { seed, numRuns: 400, endOnFailure: true })
    expect(failed, what).toBe(true)
  }
})
