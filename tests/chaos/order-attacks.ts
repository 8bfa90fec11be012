import { ScanCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { events } from '../../lib/events'
import { paymentIdOf } from '../../lib/ids'
import type { Random } from './random'
import { isRow, type Row } from './tables/row'
import type { World } from './world'

export async function orderRows({ tables }: World): Promise<Row[]> {
  const { Items } = await tables.send(new ScanCommand({ TableName: 'OrderTable', ConsistentRead: true }))
  return (Array.isArray(Items) ? Items.filter(isRow) : []).sort(byDate)
}

const byDate = (a: Row, b: Row) => (String(a.orderDate) < String(b.orderDate) ? -1 : 1)
const isWrapped = (history: unknown) =>
  Array.isArray(history) && history.some((entry) => isRow(entry) && entry.paper === 'red')
const statusOf = (fact: unknown) => (isRow(fact) ? fact.status : undefined)

/** Somebody who may write to the bus says that the payment of a confirmed order has failed. */
export async function forgeFailedPayment(world: World, random: Random) {
  const confirmed = (await orderRows(world)).filter(
    ({ orderId, payment, inventory }) =>
      statusOf(payment) === 'COMPLETED' &&
      statusOf(inventory) === 'RESERVED' &&
      world.observed.closed.has(String(orderId)),
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
export async function writeAsNewerCode(world: World, random: Random) {
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
