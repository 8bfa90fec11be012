import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb'
import { GetCommand, PutCommand, ScanCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { events } from '../../lib/events'
import { paymentIdOf } from '../../lib/ids'
import type { Random } from './globals'
import type { Violation } from './invariants'
import { isRow, type Row } from './tables/memory'
import type { World } from './world'

/** Every kind of fault, with the rates a seed draws from. */
const rates = {
  'killed before a call': [0, 0.004, 0.012, 0.03],
  'killed after a call': [0, 0.004, 0.012, 0.03],
  throttled: [0, 0.01, 0.04],
  'internal error': [0, 0.005, 0.02],
  'timeout before the effect': [0, 0.005, 0.02],
  'timeout after the effect': [0, 0.01, 0.04],
  'lost answer of a basket write': [0, 0.05, 0.2],
  'transaction conflict': [0, 0.05, 0.25],
  'single write meets a transaction': [0, 0.05, 0.25],
  'conflict beside a refusal': [0, 0.1, 0.5],
  'event rejected': [0, 0.05, 0.3, 0.6],
  'event lost': [0, 0.003, 0.02],
  'event delivered again': [0, 0.2, 0.6],
  'delete lost': [0, 0.01, 0.05],
  'slow call': [0.01, 0.05],
  'stale read': [0, 0.1, 0.5],
  'page cut short': [0, 0.1, 0.5],
  'gateway timeout before charging': [0, 0.05, 0.2],
  'gateway timeout after charging': [0, 0.05, 0.2],
  'gateway asked twice': [0, 0.1],
  'schedule fired twice': [0, 0.3],
} as const

export type FaultKind = keyof typeof rates | Calamity
/** What befalls the shop as a whole, and how often at most. */
const calamities = {
  restart: 2,
  'queue emptied': 3,
  'forged message': 3,
  'basket restored': 1,
  'product deleted': 6,
  'malformed message': 2,
  'clock set': 6,
  'failed payment forged': 2,
  'order written by newer code': 4,
}
type Calamity = keyof typeof calamities

export type Weather = ReturnType<typeof createWeather>

/** Which faults a seed has and how often; none once it has calmed down. */
export function createWeather(random: Random, without: readonly string[] = []) {
  const drawn = new Map(
    Object.entries(rates).map(([kind, choices]) => [kind, without.includes(kind) ? 0 : random.pick(choices)]),
  )
  const counts: Partial<Record<FaultKind, number>> = {}
  let calm = false

  function count(kind: FaultKind) {
    counts[kind] = (counts[kind] ?? 0) + 1
  }
  return {
    counts,
    count,
    calmDown() {
      calm = true
    },
    isCalm: () => calm,
    allows: (kind: Calamity) => !calm && !without.includes(kind),
    /** Whether this fault strikes now. */
    strikes(kind: keyof typeof rates) {
      if (calm || !random.chance(drawn.get(kind) ?? 0)) return false
      count(kind)
      return true
    },
  }
}

/** What leaves the facts of a confirmed order contradictory, in whatever order they are recorded. */
const telling = new Set(['PaymentFailed', 'StockReleased'])
/** Of one that its shopper has cancelled, stock may come back although it was paid. */
const tellingOfCancelled = new Set(['PaymentFailed'])

/** Confirmed orders whose payment somebody said had failed, and whether the shop notices. */
export function createForgeries() {
  const orders = new Set<string>()
  const recorded = new Set<string>()
  let counted = 0

  return {
    orders,
    counted: () => counted,
    /** The metric OrdersContradictory was written. */
    count() {
      counted++
    },
    /** Once the ordering service has recorded what cannot be true, it has been counted. */
    judge(queue: string, label: string, isCancelled: (orderId: string) => boolean): Violation | undefined {
      const [type = '', orderId = ''] = label.split(' ')
      if (queue !== 'OrderQueue' || !orders.has(orderId)) return undefined
      if (!(isCancelled(orderId) ? tellingOfCancelled : telling).has(type)) return undefined
      recorded.add(orderId)
      if (counted >= recorded.size) return undefined
      return { invariant: '15 forged', what: 'contradicts itself, and nobody is told', orderId }
    },
  }
}

async function orderRows({ tables }: World): Promise<Row[]> {
  const { Items } = await tables.send(new ScanCommand({ TableName: 'OrderTable', ConsistentRead: true }))
  return (Array.isArray(Items) ? Items.filter(isRow) : []).sort(byDate)
}

const byDate = (a: Row, b: Row) => (String(a.orderDate) < String(b.orderDate) ? -1 : 1)
const isWrapped = (history: unknown) =>
  Array.isArray(history) && history.some((entry) => isRow(entry) && entry.paper === 'red')
const statusOf = (fact: unknown) => (isRow(fact) ? fact.status : undefined)

/** Somebody who may write to the bus says that the payment of a confirmed order has failed. */
async function forgeFailedPayment(world: World, random: Random) {
  const confirmed = (await orderRows(world)).filter(
    ({ orderId, payment, inventory }) =>
      statusOf(payment) === 'COMPLETED' &&
      statusOf(inventory) === 'RESERVED' &&
      world.observed.closed.has(String(orderId)) &&
      !world.observed.cancelled.has(String(orderId)),
  )
  if (confirmed.length === 0) return
  const { userName, orderId, orderDate, totalPrice } = random.pick(confirmed)
  world.forgeries.orders.add(String(orderId))
  world.history.note(`somebody says that the payment of ${orderId} has failed`)
  const detail = {
    ...{ userName, orderId, orderDate, failureReason: 'forged' },
    paymentId: paymentIdOf(String(orderId)),
    amount: totalPrice,
  }
  world.bus.put({
    Entries: [
      { Source: events.PaymentFailed.source, DetailType: 'PaymentFailed', Detail: JSON.stringify(detail) },
    ],
  })
}

/** A newer release has written what this one has no word for, and was rolled back. */
async function writeAsNewerCode(world: World, random: Random) {
  const rows = (await orderRows(world)).filter(({ history }) => !isWrapped(history))
  const open = rows.filter(({ orderId }) => !world.observed.closed.has(String(orderId)))
  if (rows.length === 0) return
  const { userName, orderDate, orderId } = random.pick(open.length > 0 ? open : rows)
  const at = new Date().toISOString()
  const entry = { what: 'GiftWrapped', at: random.pick([at, { shop: at }]), paper: 'red' }
  await world.tables.send(
    new UpdateCommand({
      TableName: 'OrderTable',
      Key: { userName, orderDate },
      UpdateExpression: 'SET #history = list_append(if_not_exists(#history, :none), :entry)',
      ExpressionAttributeNames: { '#history': 'history' },
      ExpressionAttributeValues: { ':entry': [entry], ':none': [] },
      ConditionExpression: 'attribute_exists(orderId)',
    }),
  )
  world.history.note(`newer code wraps ${orderId}`)
}

const strikesWithinMs = 600_000
const longestGoneMs = 240_000
const forgedId = 'ORD-FORGED'

/** The messages that nobody in the shop has sent and that must end in a dead-letter queue. */
export const isForeign = (label: string) => label.startsWith('forged') || label.startsWith('malformed')

const strikesOf = (world: World, random: Random): Record<Calamity, () => unknown> => ({
  restart: () => world.restart(),
  'queue emptied': () => emptyQueue(world, random),
  'forged message': () => forge(world, random),
  'basket restored': () => restoreBasket(world, random),
  'product deleted': () => deleteProduct(world, random),
  'malformed message': () => sendMalformed(world, random),
  'clock set': () => world.clocks.set(random),
  'failed payment forged': () => forgeFailedPayment(world, random),
  'order written by newer code': () => writeAsNewerCode(world, random),
})

/** Plans restarts, emptied queues, messages from elsewhere and the like. */
export function planCalamities(world: World, random: Random) {
  for (const [name, strike] of Object.entries(strikesOf(world, random))) {
    const kind = name as Calamity
    for (let times = random.below(calamities[kind] + 1); times > 0; times--) {
      world.agenda.after(random.below(strikesWithinMs), async () => {
        if (!world.weather.allows(kind)) return
        world.weather.count(kind)
        await strike()
      })
    }
  }
}

function emptyQueue({ queues, history }: World, random: Random) {
  const queue = random.pick(queues.all)
  history.note(`${queue.name} is emptied`)
  queue.empty()
}

const sendMalformed = ({ queues }: World, random: Random) =>
  random.pick(queues.all).send({ body: random.pick(['', '{}', '{"detail":7}']), label: 'malformed' })

/** It may stay away for good, or be sold again under the same id. */
async function deleteProduct({ catalogue, agenda }: World, random: Random) {
  const id = random.pick(catalogue.ids())
  const removed = await catalogue.remove(id)
  if (removed && random.chance(0.7)) agenda.after(random.below(longestGoneMs), () => catalogue.recreate(id))
}

/** An operator brings back a basket of before its checkout. */
async function restoreBasket({ tables, observed, history }: World, random: Random) {
  const done = observed.saved.filter(({ checkoutId }) => observed.placed.has(checkoutId))
  if (done.length === 0) return
  const { row } = random.pick(done)
  const TableName = 'BasketTable'
  const { Item } = await tables.send(
    new GetCommand({ TableName, Key: { userName: row.userName }, ConsistentRead: true }),
  )
  if (!isRow(Item) || Item.mergedInto || (Array.isArray(Item.items) && Item.items.length > 0)) return
  const { version, checkoutId } = Item
  try {
    await tables.send(
      new PutCommand({
        TableName,
        Item: row,
        ConditionExpression: '#version = :version AND checkoutId = :checkoutId',
        ExpressionAttributeNames: { '#version': 'version' },
        ExpressionAttributeValues: { ':version': version, ':checkoutId': checkoutId },
      }),
    )
    observed.restore(row, String(checkoutId))
    history.note(`operator restores the basket of ${row.userName} ${row.checkoutId}`)
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error
  }
}

/** Another order's event with the key of an order that is there: two purchases of one shopper at one instant. */
async function forge(world: World, random: Random) {
  const rows = await orderRows(world)
  if (rows.length === 0) return
  const { userName, orderDate } = random.pick(rows)
  const body = JSON.stringify({
    id: 'forged',
    'detail-type': 'StockReserved',
    source: 'com.swn.inventory',
    time: '2026-11-22T10:00:00Z',
    detail: {
      userName,
      orderDate,
      orderId: forgedId,
      items: [{ productId: 'tea', productName: 'Forged tea', price: 1, quantity: 1 }],
    },
  })
  world.queues.named('OrderQueue').send({ body, label: `forged for ${orderDate}` })
}
