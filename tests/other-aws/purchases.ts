import { setTimeout as wait } from 'node:timers/promises'
import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs'
import { PutCommand, ScanCommand } from '@aws-sdk/lib-dynamodb'
import { Resource } from 'sst'
import { z } from 'zod'
import { dynamo } from '../../lib/aws/dynamo'
import { setBasket } from '../../lib/basket/change-basket'
import { checkoutBasket } from '../../lib/checkout/checkout-basket'
import { findCheckout } from '../../lib/checkout/store'
import { isPlaced, viewOf } from '../../lib/order/order'
import { findOrderRow } from '../../lib/order/store'
import { Product } from '../../lib/product/product'
import { configFor, services } from '../../local/connection'
import { type Aws, type AwsOptions, startAws } from '../../local/embedded'
import { newGuest } from '../purchases'

const stocked = 30
const baskets = 24
const quantity = 2
const patienceMs = 120_000

/**
 * Runs the shop's functions on these servers, checks out baskets for more than there is, and holds what became of them
 * against the tables and queues: for each one order, one payment and one reservation, its checkout closed, the stock that
 * is gone sold to the orders that are confirmed, and no dead letter.
 *
 * @throws Error of one line naming the first thing that is wrong
 */
export async function buySome({ say, ...options }: AwsOptions & { say: (line: string) => void }) {
  for (const service of services) say(`${service.padEnd(11)} ${options.endpoints?.[service] ?? 'embedded'}`)
  const aws = await startAws({ ...options, functions: true, log: say })
  Object.assign(process.env, aws.env)
  try {
    const id = await stockOne()
    const orderIds = await Promise.all(Array.from({ length: baskets }, () => buy(id, say)))
    await oneRowEach(['OrderTable', 'PaymentTable', 'ReservationTable'], orderIds)
    const reservations = await rowsOf('ReservationTable')
    const reserved = reservations.filter(
      ({ status, orderId }) => status === 'RESERVED' && orderIds.includes(orderId),
    )
    const sold = reserved.length * quantity
    const left = (await rowsOf('ProductTable')).find((product) => product.id === id)?.availableStock
    if (left !== stocked - sold)
      throw new Error(`${stocked} were there and ${sold} are sold, but ${left} are left`)
    await noDeadLetters(aws)
    say(`stock: ${stocked} before, ${sold} sold, ${left} left`)
    say('one order, one payment and one reservation each; every checkout closed; no dead letter')
  } finally {
    await aws.close()
  }
}

async function stockOne() {
  const product = Product.parse({
    id: `bought-elsewhere-${Date.now()}`,
    name: 'Bought elsewhere',
    description: 'For a run on another AWS',
    price: 12.5,
    category: 'Desk',
    availableStock: stocked,
    reorderLevel: 5,
  })
  const Item = z.encode(Product, product)
  await dynamo.send(new PutCommand({ TableName: Resource.ProductTable.name, Item }))
  return product.id
}

/** Answers the order's id once it has settled and its checkout is closed. */
async function buy(productId: string, say: (line: string) => void) {
  const userName = newGuest()
  await setBasket(userName, [{ productId, quantity }])
  const placed = await checkoutBasket({ userName })
  if (!placed.ok) throw new Error(`a basket was refused: ${placed.reason}`)
  const { orderId, orderDate } = placed
  for (const deadline = performance.now() + patienceMs; ; await wait(100)) {
    const row = await findOrderRow({ userName, orderDate })
    const view = row && isPlaced(row) ? viewOf(row) : undefined
    if (view?.settled && (await findCheckout(orderId))?.open === undefined) {
      say(`${orderId} ${view.status}`)
      return orderId
    }
    if (performance.now() > deadline)
      throw new Error(
        `order ${orderId} is not done after ${patienceMs / 1000} s: ${view?.status ?? 'no row'}`,
      )
  }
}

type TableName = 'OrderTable' | 'PaymentTable' | 'ReservationTable' | 'ProductTable'

const rowsOf = async (table: TableName) =>
  (await dynamo.send(new ScanCommand({ TableName: Resource[table].name, ConsistentRead: true }))).Items ?? []

async function oneRowEach(tables: TableName[], orderIds: string[]) {
  for (const table of tables) {
    const rows = await rowsOf(table)
    for (const orderId of orderIds) {
      const count = rows.filter((row) => row.orderId === orderId).length
      if (count !== 1) throw new Error(`order ${orderId} has ${count} rows in ${table}`)
    }
  }
}

async function noDeadLetters({ connection, topology, known }: Aws) {
  const sqs = new SQSClient({ ...configFor(connection, 'sqs'), useQueueUrlAsEndpoint: false })
  for (const { name } of topology.queues.filter(({ name }) => name.endsWith('Dlq'))) {
    const QueueUrl = known.get(`${name}.url`)
    const AttributeNames = ['ApproximateNumberOfMessages' as const]
    const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames }))
    const count = Attributes?.ApproximateNumberOfMessages
    if (count !== '0') throw new Error(`${name} holds ${count} messages`)
  }
  sqs.destroy()
}
