import type { SQSBatchResponse, SQSEvent } from 'aws-lambda'
import { afterEach, beforeAll, expect, test, vi } from 'vitest'
import { handler as inventory } from '../../functions/inventory'
import { handler as ordering } from '../../functions/ordering'
import { handler as payment } from '../../functions/payment'
import { setBasket } from '../../lib/basket/change-basket'
import { checkoutBasket } from '../../lib/checkout/checkout-basket'
import { mintCheckoutId } from '../../lib/checkout/checkout-id'
import { retryOrder } from '../../lib/checkout/retry-order'
import { cancelOrder } from '../../lib/order/cancel-order'
import { listOrders } from '../../lib/order/find-orders'
import { embeddedAws, type Queue, receive, stock } from '../embedded-aws'
import { newGuest } from '../purchases'
import { sqsRecord } from '../sqs-records'
import { type Call, callsOf, meterClients } from './meter'

embeddedAws()
beforeAll(meterClients)
afterEach(() => vi.unstubAllEnvs())

// A shop that sends no mail, as most begin. What mail adds is held by lib/order/mail-order.test.ts.
vi.hoisted(() => Object.assign(process.env, { EMAIL_SENDER: '' }))

type Served = Exclude<Queue, 'MailQueue'>
const services: Record<Served, (event: Pick<SQSEvent, 'Records'>) => Promise<SQSBatchResponse>> = {
  OrderQueue: ordering,
  InventoryQueue: inventory,
  PaymentQueue: payment,
}

/** What a queue's function did with an event, or a shopper; write and read units. */
type Step = [step: string, calls: number, written: number, read: number, made: string]

/** As most people's are. */
const contact = {
  name: 'Alexandra Featherstone',
  email: 'alexandra.featherstone@example.com',
  phone: '+44 20 7946 0958',
  country: 'GB',
  address: ['Flat 12, Riverside House', '148 Westminster Bridge Road'],
  city: 'London',
  postcode: 'SE1 7UT',
}

const sum = (calls: Call[], of: 'read' | 'written') => calls.reduce((total, call) => total + call[of], 0)

/** `queueCalls` are those that Lambda makes on our account to hand over a batch: ReceiveMessage and DeleteMessage. */
const stepOf = (step: string, calls: Call[], queueCalls = 0): Step => {
  const made = calls.map(({ command }) => command).join(' ')
  return [step, calls.length + queueCalls, sum(calls, 'written'), sum(calls, 'read'), made]
}

/** Hands the next message of a queue to its function. */
async function deliver(queue: Served): Promise<Step> {
  const [message] = await receive(queue, 1)
  if (!message) throw new Error(`${queue} is empty`)
  const calls = await callsOf(async () => {
    const { batchItemFailures } = await services[queue]({ Records: [sqsRecord(message.body)] })
    expect(batchItemFailures).toEqual([])
  })
  return stepOf(`${queue} ${message.type}`, calls, 2)
}

const checkout: Step = ['checkout', 4, 6, 3, 'GetItem BatchGetItem TransactWriteItems PutEvents']
const myOrders: Step = ['My Orders', 2, 0, 1, 'Query Query']
const placed: Step = ['OrderQueue CheckoutBasket', 3, 1, 0, 'UpdateItem']
const reserved: Step = ['InventoryQueue CheckoutBasket', 4, 6, 0, 'TransactWriteItems PutEvents']
const charged: Step = ['PaymentQueue CheckoutBasket', 5, 2, 0, 'PutItem UpdateItem PutEvents']

type Purchase = {
  share: '0' | '1'
  left: number
  status: string
  steps: Step[]
  total: number[]
  /** What it takes to place it again. */
  again?: Step
}

const purchases: Record<string, Purchase> = {
  'a purchase of two lines costs at most 20 write units, 6 read units and 30 AWS calls': {
    share: '1',
    left: 100,
    status: 'CONFIRMED',
    steps: [
      placed,
      reserved,
      charged,
      ['OrderQueue StockReserved', 3, 1, 0, 'UpdateItem'],
      ['OrderQueue PaymentCompleted', 4, 4, 0, 'UpdateItem UpdateItem'],
    ],
    total: [29, 20, 6],
  },
  'a declined purchase costs what it takes to give the stock back': {
    share: '0',
    left: 100,
    status: 'PAYMENT_FAILED',
    steps: [
      placed,
      reserved,
      charged,
      ['OrderQueue StockReserved', 3, 1, 0, 'UpdateItem'],
      ['OrderQueue PaymentFailed', 3, 1, 0, 'UpdateItem'],
      ['InventoryQueue PaymentFailed', 5, 7, 0, 'PutItem TransactWriteItems PutEvents'],
      ['OrderQueue StockReleased', 4, 4, 0, 'UpdateItem UpdateItem'],
    ],
    total: [37, 28, 6],
    again: ['again', 7, 3, 6, 'BatchGetItem GetItem GetItem GetItem PutEvents PutItem Query'],
  },
  'a purchase whose stock went meanwhile costs what it takes to give the money back': {
    share: '1',
    left: 1,
    status: 'OUT_OF_STOCK',
    steps: [
      placed,
      ['InventoryQueue CheckoutBasket', 5, 7, 0, 'TransactWriteItems PutItem PutEvents'],
      charged,
      ['OrderQueue StockRejected', 3, 1, 0, 'UpdateItem'],
      ['OrderQueue PaymentCompleted', 3, 1, 0, 'UpdateItem'],
      ['PaymentQueue StockRejected', 6, 3, 0, 'PutItem UpdateItem UpdateItem PutEvents'],
      ['OrderQueue PaymentRefunded', 4, 4, 0, 'UpdateItem UpdateItem'],
    ],
    total: [39, 25, 6],
  },
}

test('a confirmed purchase that is cancelled costs what it takes to give stock and money back', async () => {
  vi.stubEnv('PAYMENT_SUCCESS_RATE', '1')
  const teapot = await stock({ name: 'Ember Teapot', price: 34.5, image: '/products/ember-teapot.webp' })
  const userName = newGuest()
  await setBasket(userName, [{ productId: teapot.id, quantity: 2 }])
  const bought = await checkoutBasket({ userName, delivery: 'express', contact })
  if (!bought.ok) throw new Error(bought.reason)
  const settling = ['OrderQueue', 'InventoryQueue', 'PaymentQueue', 'OrderQueue', 'OrderQueue'] as const
  for (const queue of settling) await deliver(queue)
  const calls = await callsOf(async () =>
    expect(await cancelOrder({ userName, orderId: bought.orderId })).toMatchObject({ ok: true }),
  )
  const found = [stepOf('cancel', calls)]
  const undoing = ['OrderQueue', 'InventoryQueue', 'PaymentQueue', 'OrderQueue', 'OrderQueue'] as const
  for (const queue of undoing) found.push(await deliver(queue))
  expect(await listOrders(userName)).toMatchObject([{ status: 'CANCELLED', settled: true }])
  expect(found).toEqual([
    ['cancel', 5, 3, 3, 'GetItem Query GetItem UpdateItem PutEvents'],
    ['OrderQueue OrderCancelled', 3, 1, 0, 'UpdateItem'],
    ['InventoryQueue OrderCancelled', 5, 5, 0, 'PutItem TransactWriteItems PutEvents'],
    ['PaymentQueue OrderCancelled', 6, 3, 0, 'PutItem UpdateItem UpdateItem PutEvents'],
    ['OrderQueue StockReleased', 3, 1, 0, 'UpdateItem'],
    ['OrderQueue PaymentRefunded', 4, 5, 0, 'UpdateItem UpdateItem'],
  ])
})

test.each(Object.entries(purchases))('%s', async (_, { share, left, status, steps, total, again }) => {
  vi.stubEnv('PAYMENT_SUCCESS_RATE', share)
  const teapot = await stock({ name: 'Ember Teapot', price: 34.5, image: '/products/ember-teapot.webp' })
  const jeans = await stock({ name: 'Everyday Jeans', price: 79, image: '/products/everyday-jeans.webp' })
  const userName = newGuest()
  await setBasket(userName, [
    { productId: teapot.id, quantity: 2 },
    { productId: jeans.id, quantity: 1 },
  ])
  const calls = await callsOf(async () =>
    expect(await checkoutBasket({ userName, delivery: 'express', contact })).toMatchObject({ ok: true }),
  )
  const found = [stepOf('checkout', calls)]
  await stock({ ...teapot, price: 34.5, availableStock: left })
  for (const [step] of steps) found.push(await deliver(step.split(' ')[0] as Served))
  const look = async () => expect(await listOrders(userName)).toMatchObject([{ status, settled: true }])
  for (let looks = 0; looks < 3; looks++) found.push(stepOf('My Orders', await callsOf(look)))
  expect(found).toEqual([checkout, ...steps, myOrders, myOrders, myOrders])
  const sums = ([1, 2, 3] as const).map((column) => found.reduce((all, step) => all + step[column], 0))
  expect(sums).toEqual(total)
  if (!again) return
  const [declined] = await listOrders(userName)
  const request = { userName, orderId: declined?.orderId ?? '', checkoutId: mintCheckoutId() }
  const retry = async () => expect(await retryOrder(request)).toMatchObject({ ok: true })
  const [step, count, written, read, made] = stepOf('again', await callsOf(retry))
  // Some are made side by side, in whatever order.
  expect([step, count, written, read, made.split(' ').toSorted().join(' ')]).toEqual(again)
  for (const queue of ['OrderQueue', 'InventoryQueue', 'PaymentQueue'] as const) await receive(queue, 1)
})
