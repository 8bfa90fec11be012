import { ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs'
import { Resource } from 'sst'
import { beforeEach, expect, test, vi } from 'vitest'
import { embeddedAws } from '../tests/embedded-aws'
import { envelopeOf, sqsRecord } from '../tests/sqs-records'
import { consume, Malformed, parse } from './consume'

embeddedAws()

const purchase = {
  userName: 'ada',
  orderId: 'ORD-1',
  orderDate: '2026-11-22T10:00:00.000Z',
  paymentMethod: 'card',
  totalPrice: 69,
  items: [{ productId: 'cup', productName: 'Cup', price: 34.5, quantity: 2 }],
}
const good = envelopeOf('CheckoutBasket', purchase)

const logged: string[] = []
beforeEach(() => {
  logged.length = 0
  vi.spyOn(console, 'log').mockImplementation((line) => logged.push(String(line)))
})

test('hands over the detail in cents', () => {
  expect(parse(['CheckoutBasket'], good)).toMatchObject({
    type: 'CheckoutBasket',
    detail: { totalPrice: 6900, items: [{ price: 3450 }] },
  })
})

test.each([
  ['body', 'not json'],
  ['detail-type', JSON.stringify({ detail: {} })],
  ['detail-type', envelopeOf('PaymentFailed', purchase)],
  ['detail.orderId', envelopeOf('CheckoutBasket', { ...purchase, orderId: undefined })],
  ['detail.orderDate', envelopeOf('CheckoutBasket', { ...purchase, orderDate: 'yesterday' })],
  [
    'detail.items[0].quantity',
    envelopeOf('CheckoutBasket', { ...purchase, items: [{ ...purchase.items[0], quantity: 0 }] }),
  ],
  [
    'detail.items[0].price',
    envelopeOf('CheckoutBasket', { ...purchase, items: [{ ...purchase.items[0], price: '34.5' }] }),
  ],
  ['detail.items', envelopeOf('CheckoutBasket', { ...purchase, items: [] })],
  ['detail.totalPrice', envelopeOf('CheckoutBasket', { ...purchase, totalPrice: 68.99 })],
  ['detail.totalPrice', envelopeOf('CheckoutBasket', { ...purchase, totalPrice: 69.001 })],
])('a message wrong in its %s is malformed and the field is named', (field, body) => {
  expect(() => parse(['CheckoutBasket'], body)).toThrow(Malformed)
  expect(() => parse(['CheckoutBasket'], body)).toThrow(field)
})

test('reports exactly the messages that failed, whichever they are', async () => {
  const bodies = [good, 'not json', good, envelopeOf('StockReserved', purchase), good]
  const Records = bodies.map((body) => sqsRecord(body))
  const handled: string[] = []
  const handler = consume(['CheckoutBasket'], async ({ detail }) => {
    handled.push(detail.orderId)
    if (handled.length === 3) throw new Error('table is away')
  })
  const { batchItemFailures } = await handler({ Records })

  expect(handled).toHaveLength(3)
  expect(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier)).toEqual(
    [1, 3, 4].map((index) => Records[index]?.messageId),
  )
  expect(logged.filter((line) => line.includes('Message failed'))).toHaveLength(3)
  expect(logged.some((line) => line.includes('table is away'))).toBe(true)
})

test('a failed message comes back within seconds, long before its visibility timeout', async () => {
  const sqs = new SQSClient({})
  const QueueUrl = Resource.OrderQueue.url
  await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: good }))
  const take = async () =>
    (
      await sqs.send(
        new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 5, MessageSystemAttributeNames: ['All'] }),
      )
    ).Messages?.[0]
  const first = await take()
  const failing = consume(['CheckoutBasket'], () => Promise.reject(new Error('not now')))
  await failing({
    Records: [
      sqsRecord(good, { messageId: first?.MessageId ?? '', receiptHandle: first?.ReceiptHandle ?? '' }),
    ],
  })
  const second = await take()
  expect(second?.MessageId).toBe(first?.MessageId)
})
