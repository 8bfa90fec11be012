import { setTimeout as wait } from 'node:timers/promises'
import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs'
import { ScanCommand } from '@aws-sdk/lib-dynamodb'
import { Resource } from 'sst'
import { dynamo } from '../../lib/aws/dynamo'
import { findCheckout } from '../../lib/checkout/store'
import type { Product } from '../../lib/product/product'
import { configFor } from '../../local/connection'
import type { Aws } from '../../local/embedded'

export type Bought = { userName: string; orderId: string; orderDate: string; quantity: number }

const tables = ['OrderTable', 'PaymentTable', 'ReservationTable'] as const

/**
 * Holds what was bought against the tables and queues: for each basket one order, one payment and one reservation, its
 * checkout closed, the stock that is gone sold to the orders that are confirmed, and no dead letter.
 *
 * @returns what it saw, in lines
 * @throws Error of one line naming the first thing that is wrong
 */
export async function audit(aws: Aws, product: Product, bought: readonly Bought[]) {
  await Promise.all(bought.map(closed))
  const rows = await Promise.all(tables.map(rowsOf))
  for (const { orderId } of bought)
    rows.forEach((found, index) => {
      const count = found.filter((row) => row.orderId === orderId).length
      if (count !== 1) throw new Error(`order ${orderId} has ${count} rows in ${tables[index]}`)
    })
  const [, , reservations = []] = rows
  const orders = new Map(bought.map((one) => [one.orderId, one]))
  const kept = reservations.filter(
    ({ orderId, status }) => orders.has(String(orderId)) && status === 'RESERVED',
  )
  const sold = kept.reduce((sum, { orderId }) => sum + (orders.get(String(orderId))?.quantity ?? 0), 0)
  const left = (await rowsOf('ProductTable')).find(({ id }) => id === product.id)?.availableStock
  if (left !== product.availableStock - sold)
    throw new Error(`${product.availableStock} were there and ${sold} are sold, but ${left} are left`)
  await noDeadLetters(aws)
  return [
    `stock: ${product.availableStock} before, ${sold} sold, ${left} left`,
    'one order, one payment and one reservation each; every checkout closed; no dead letter',
  ]
}

async function closed({ orderId }: Bought) {
  for (let tries = 0; (await findCheckout(orderId))?.open !== undefined; tries++) {
    if (tries === 100) throw new Error(`the checkout of ${orderId} is open, though its order has settled`)
    await wait(100)
  }
}

const rowsOf = async (table: (typeof tables)[number] | 'ProductTable') =>
  (await dynamo.send(new ScanCommand({ TableName: Resource[table].name, ConsistentRead: true }))).Items ?? []

async function noDeadLetters({ connection, topology, known }: Aws) {
  const sqs = new SQSClient({ ...configFor(connection, 'sqs'), useQueueUrlAsEndpoint: false })
  for (const { name } of topology.queues.filter(({ name }) => /Dlq$|DeadLetter/.test(name))) {
    const QueueUrl = known.get(`${name}.url`)
    const AttributeNames = ['ApproximateNumberOfMessages' as const]
    const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames }))
    const count = Attributes?.ApproximateNumberOfMessages
    if (count !== '0') throw new Error(`${name} holds ${count} messages`)
  }
  sqs.destroy()
}
