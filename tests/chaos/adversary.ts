import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb'
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb'
import { forgeFailedPayment, orderRows, writeAsNewerCode } from './order-attacks'
import type { Random } from './random'
import { isRow } from './tables/row'
import type { Calamity } from './weather'
import type { World } from './world'

const strikesWithinMs = 600_000
const longestGoneMs = 240_000
const forgedId = 'ORD-FORGED'

/** The messages that nobody in the shop has sent and that must end in a dead-letter queue. */
export const isForeign = (label: string) => label.startsWith('forged') || label.startsWith('malformed')

/** Plans what befalls the shop as a whole: restarts, emptied queues, messages from elsewhere. */
export function planCalamities(world: World, random: Random) {
  const strike: Record<Calamity, () => unknown> = {
    restart: () => world.restart(),
    'queue emptied': () => {
      const queue = random.pick(world.queues.all)
      world.history.note(`${queue.name} is emptied`)
      queue.empty()
    },
    'forged message': () => forge(world, random),
    'basket restored': () => restoreBasket(world, random),
    'product deleted': () => deleteProduct(world, random),
    'malformed message': () =>
      random
        .pick(world.queues.all)
        .send({ body: random.pick(['', '{}', '{"detail":7}']), label: 'malformed' }),
    'clock set': () => world.clocks.set(random),
    'failed payment forged': () => forgeFailedPayment(world, random),
    'order written by newer code': () => writeAsNewerCode(world, random),
  }
  const most = {
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
  for (const [name, act] of Object.entries(strike)) {
    const kind = name as keyof typeof strike
    for (let times = random.below(most[kind] + 1); times > 0; times--) {
      world.agenda.after(random.below(strikesWithinMs), async () => {
        if (!world.weather.allows(kind)) return
        world.weather.count(kind)
        await act()
      })
    }
  }
}

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
  if (!isRow(Item) || (Array.isArray(Item.items) && Item.items.length > 0)) return
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
    for (const overwritten of [row.checkoutId, checkoutId]) observed.restored.add(String(overwritten))
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
