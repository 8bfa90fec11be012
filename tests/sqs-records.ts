import type { SQSRecord } from 'aws-lambda'

let messages = 0

/** A record as an event source mapping hands it to a Lambda. */
export const sqsRecord = (
  body: string,
  { receiveCount = 1, ...given }: Partial<SQSRecord> & { receiveCount?: number } = {},
): SQSRecord => ({
  messageId: `message-${++messages}`,
  receiptHandle: `receipt-${messages}`,
  body,
  attributes: {
    ApproximateReceiveCount: String(receiveCount),
    SentTimestamp: '0',
    SenderId: 'events',
    ApproximateFirstReceiveTimestamp: '0',
  },
  messageAttributes: {},
  md5OfBody: '',
  eventSource: 'aws:sqs',
  eventSourceARN: 'arn:aws:sqs:us-east-1:000000000000:OrderQueue',
  awsRegion: 'us-east-1',
  ...given,
})

/** What CheckoutBasket carries, as it travels. */
export const checkoutDetail = {
  userName: 'ada',
  orderId: 'ORD-1',
  orderDate: '2026-11-22T10:00:00.000Z',
  paymentMethod: 'card',
  totalPrice: 69,
  items: [{ productId: 'cup', productName: 'Cup', price: 34.5, quantity: 2 }],
}

export const envelopeOf = (type: string, detail: unknown) =>
  JSON.stringify({
    version: '0',
    id: 'event-1',
    'detail-type': type,
    source: 'com.swn.test',
    account: '000000000000',
    time: '2026-11-22T10:00:00Z',
    region: 'us-east-1',
    resources: [],
    detail,
  })
