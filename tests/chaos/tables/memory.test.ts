import { DeleteCommand, PutCommand } from '@aws-sdk/lib-dynamodb'
import { Resource } from 'sst'
import { beforeAll, expect, test, vi } from 'vitest'
import { endGuest, linkGuest } from '../../../lib/account/store'
import { dynamo, transact, unlessRefused } from '../../../lib/aws/dynamo'
import type { Basket } from '../../../lib/basket/basket'
import { Line } from '../../../lib/basket/line'
import { buryBasket, findBasket, saveBasket, savingBasket, takeBasket } from '../../../lib/basket/store'
import { openShardOf } from '../../../lib/checkout/checkout'
import {
  cancelCheckout,
  closeCheckout,
  findCheckout,
  listDueCheckouts,
  listOpenCheckouts,
  postponeCheckout,
  putCheckout,
  saveCheckout,
} from '../../../lib/checkout/store'
import { eventTypes, factOf } from '../../../lib/events'
import { Money } from '../../../lib/money'
import { findOrderById, findOrderRow, listOrderRows, placeOrder, writeFact } from '../../../lib/order/store'
import { advancePayment, findPayment, openPayment } from '../../../lib/payment/store'
import { giveStockBack, takeStock } from '../../../lib/product/stock'
import { findProducts } from '../../../lib/product/store'
import { decideReservation, holdReservation, releaseReservation } from '../../../lib/reservation/store'
import { readTopology } from '../../../local/topology'
import { embeddedAws } from '../../embedded-aws'
import { type Random, randomOf } from '../globals'
import { type Command, isRow, memoryTables, type Row } from './memory'

embeddedAws()

const steps = 800
const now = new Date('2026-11-22T10:00:00.000Z')
let compared = 0

/** What an answer says, without what only a network adds. */
function told(result: PromiseSettledResult<unknown>) {
  if (result.status === 'rejected') {
    const { name, Item, CancellationReasons } = result.reason
    const reasons = CancellationReasons?.map(({ Code, Item }: Row) => ({ Code, Item }))
    return JSON.parse(JSON.stringify({ name, Item, reasons }))
  }
  const { Item, Items, Attributes, LastEvaluatedKey, Responses } = isRow(result.value) ? result.value : {}
  const sorted = isRow(Responses) ? Object.values(Responses).map((rows) => sortedById(rows)) : undefined
  return JSON.parse(JSON.stringify({ Item, Items, Attributes, LastEvaluatedKey, sorted }))
}

const sortedById = (rows: unknown) =>
  (Array.isArray(rows) ? rows : []).toSorted((a: Row, b: Row) => (String(a.id) < String(b.id) ? -1 : 1))

beforeAll(async () => {
  const model = memoryTables((await readTopology()).tables)
  const real = dynamo.send.bind(dynamo) as unknown as (command: Command) => Promise<unknown>
  const both = async (command: Command) => {
    const [expected, answered] = await Promise.allSettled([real(command), model.send(command)])
    expect(told(answered), JSON.stringify(command.input)).toEqual(told(expected))
    compared++
    if (expected.status === 'rejected') throw expected.reason
    return expected.value
  }
  vi.spyOn(dynamo, 'send').mockImplementation(both as unknown as typeof dynamo.send)
})

const at = now.toISOString()
const userOf = (random: Random) => random.pick(['ada', 'bob'])
const checkoutIdOf = (random: Random) => random.pick(['ORD-1', 'ORD-2', 'ORD-3'])
const entry = <T extends string>(what: T) => ({ what, at })

const lines = (random: Random) =>
  ['p0', 'p1']
    .slice(random.below(2))
    .map((productId) =>
      Line.parse({ productId, productName: 'A', price: 4.35, quantity: random.between(1, 3) }),
    )

const basketOf = (random: Random): Basket => ({
  userName: userOf(random),
  items: lines(random),
  ...(random.chance(0.3) && { watching: ['p1', 'p2'] }),
  checkoutId: checkoutIdOf(random),
  version: random.between(1, 3),
  expiresAt: 5,
})

function checkoutOf(random: Random) {
  const checkoutId = checkoutIdOf(random)
  const userName = userOf(random)
  return {
    userName,
    items: lines(random),
    checkoutId,
    orderDate: at,
    totalPrice: Money.parse(1.15),
    paymentMethod: 'card',
    attempts: random.below(3),
    open: openShardOf(checkoutId),
    dueAt: new Date(now.getTime() + random.below(5)).toISOString(),
    openFor: userName,
  }
}

function orderKey(random: Random) {
  const number = random.between(1, 4)
  const orderId = `ORD-${random.chance(0.9) ? number : 1}`
  return { userName: 'ada', orderDate: `2026-11-22T10:00:0${number}Z`, orderId }
}

function paymentOf(random: Random) {
  const { orderId } = orderKey(random)
  const status = random.pick(['PENDING', 'FAILED', 'COMPLETED'] as const)
  const amount = Money.parse(4.35)
  return { paymentId: `PAY-${orderId}`, orderId, userName: 'ada', orderDate: at, amount, status }
}

const reservationOf = (random: Random, status: 'REJECTED' | 'RESERVED') => {
  const { orderId } = orderKey(random)
  return { orderId, status, lines: status === 'RESERVED' ? lines(random) : [], at }
}

async function readDue(random: Random) {
  const { open, dueAt } = checkoutOf(random)
  for await (const _ of listDueCheckouts(open, random.pick(['9999', dueAt]), random.pick([1, 32]))) {
  }
}

function recordAny(random: Random) {
  const type = random.pick(eventTypes.filter(factOf))
  const fact = factOf(type) ?? { of: 'payment', status: '', over: [] }
  const particulars = fact.of === 'payment' ? { paymentId: 'PAY-1' } : { lines: [] }
  const values = { [fact.of]: { status: fact.status, at, ...particulars } }
  return writeFact(orderKey(random), { ...fact, values }, entry(type))
}

const deleteUnwatched = (userName: string) =>
  unlessRefused(
    new DeleteCommand({
      TableName: Resource.BasketTable.name,
      Key: { userName },
      ConditionExpression: 'attribute_not_exists(watching)',
    }),
  )

const actions: ((random: Random) => Promise<unknown>)[] = [
  (random) => saveBasket(basketOf(random)),
  (random) => transact([putCheckout(checkoutOf(random)), takeBasket(basketOf(random), 'ORD-next')]),
  (random) => saveCheckout(checkoutOf(random)),
  (random) => findBasket(random.pick(['ada', 'bob', 'eve'])),
  (random) => deleteUnwatched(userOf(random)),
  (random) =>
    transact([
      buryBasket(userOf(random), random.pick([undefined, basketOf(random)]), 'eve'),
      savingBasket({ ...basketOf(random), userName: 'eve' }),
    ]),
  (random) =>
    transact([endGuest(random.pick(['guest-1', 'guest-2', 'eve'])), linkGuest('eve', userOf(random))]),
  (random) => transact([linkGuest(random.pick(['eve', 'guest-1']), userOf(random))]),
  (random) => findCheckout(random.pick(['ORD-1', 'ORD-4'])),
  (random) => closeCheckout(checkoutIdOf(random), now, random.chance(0.5)),
  (random) =>
    cancelCheckout({ ...checkoutOf(random), settledAt: random.pick([undefined, now.toISOString()]) }, now),
  (random) => postponeCheckout(checkoutOf(random), now),
  readDue,
  (random) =>
    listOpenCheckouts(userOf(random), { limit: random.between(1, 3), since: random.pick([undefined, at]) }),
  (random) =>
    placeOrder(
      orderKey(random),
      { items: lines(random), totalPrice: Money.parse(8.7) },
      entry('CheckoutBasket'),
    ),
  recordAny,
  (random) => {
    const date = random.pick([undefined, '2026-11-22T10:00:02Z'])
    const dates = random.pick([{ before: date }, { after: date }])
    return listOrderRows('ada', { limit: random.between(1, 3), ...dates })
  },
  (random) => {
    const until = random.pick(['2026-11-22T10:00:02Z', '2027'])
    const orderId = random.pick(['ORD-1', 'ORD-2', 'ORD-9'])
    return findOrderById('ada', orderId, { since: '2026', limit: random.between(1, 3), until })
  },
  (random) => findOrderRow(orderKey(random)),
  (random) => openPayment(paymentOf(random)),
  (random) =>
    advancePayment(paymentOf(random), { status: random.pick(['COMPLETED', 'REFUNDED']), cancelled: true }),
  (random) => findPayment(paymentOf(random).paymentId),
  (random) => decideReservation(reservationOf(random, 'REJECTED')),
  (random) =>
    transact([
      holdReservation(reservationOf(random, 'RESERVED')),
      takeStock('p0', random.between(1, 4)),
      takeStock(random.pick(['p1', 'p9', 'many']), 1),
    ]),
  (random) => {
    const lost = random.pick([[], [{ productId: 'p8', quantity: 1 }]])
    return transact([
      releaseReservation(orderKey(random).orderId, { at, lost, cancelled: random.chance(0.5) }),
      giveStockBack(random.pick(['p0', 'p9', 'many']), 2),
    ])
  },
  (random) => findProducts(['p0', 'p1', random.pick(['p9', 'p0'])], { consistent: true }),
  (random) => transact([takeStock('p2', random.between(1, 3))]),
  () => transact([giveStockBack('p2', 1)]),
]

test('the tables of the simulation answer as DynamoDB does, whatever the stores ask of them', async () => {
  const random = randomOf('tables')
  const whole = { description: '', price: 4.35, category: 'Home', availableStock: 6 }
  const products: Row[] = [
    ...['p0', 'p1', 'p2'].map((id, index) => ({ id, name: `The ${2 - index}`, ...whole })),
    { id: 'many', availableStock: 'many' },
  ]
  await dynamo.send(new PutCommand({ TableName: 'AccountTable', Item: { userName: 'eve', sessions: {} } }))
  for (const Item of products) await dynamo.send(new PutCommand({ TableName: 'ProductTable', Item }))
  for (let step = 0; step < steps; step++) await random.pick(actions)(random).catch(rethrowUnlessExpected)
  expect(compared).toBeGreaterThan(steps)
})

const expectedNames = [
  'ValidationException',
  'TransactionCanceledException',
  'LoggableError',
  'PaymentGone',
  'ZodError',
]

function rethrowUnlessExpected(error: unknown) {
  if (!(error instanceof Error) || !expectedNames.includes(error.name)) throw error
}
