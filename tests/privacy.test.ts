import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge'
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs'
import { PutCommand } from '@aws-sdk/lib-dynamodb'
import { Resource } from 'sst'
import { expect, test, vi } from 'vitest'
import { consume } from '../functions/consume'
import { handler as reconcile } from '../functions/reconcile'
import { eventBridge, publish } from '../lib/aws/bus'
import { dynamo } from '../lib/aws/dynamo'
import { setBasket } from '../lib/basket/change-basket'
import { checkoutBasket } from '../lib/checkout/checkout-basket'
import { findCheckout } from '../lib/checkout/store'
import { type EventType, events } from '../lib/events'
import { paymentIdOf } from '../lib/ids'
import { Money } from '../lib/money'
import { log } from '../lib/observe/log'
import { chargePayment } from '../lib/payment/charge-payment'
import { embeddedAws, rowsOf, stock } from './embedded-aws'
import { envelopeOf, sqsRecord } from './sqs-records'
import { isMetrics, type Line, linesOf, writtenLines } from './written-lines'

vi.hoisted(() => Object.assign(process.env, { POWERTOOLS_LOG_LEVEL: 'DEBUG' }))
const ofSite = writtenLines()
const ofFunctions: string[] = []
const onConsole: string[] = []
embeddedAws({
  functions: true,
  keep: (_, line) => ofFunctions.push(line),
  log: (line) => onConsole.push(line),
})

const secret = {
  userName: 'ada.lovelace@example.com',
  productId: 'surprise-gift-4711',
  productName: 'Engraved Ring',
  paymentMethod: 'bank_transfer',
  card: '4111 1111 1111 1111',
  cookie: 'Fe26.2*1*c0ffee',
}
/** To whom it goes and where, each part of which could be nobody else's. */
const contact = {
  name: 'Augusta Byron-Nöel',
  email: 'augusta.byron@example.net',
  phone: '+44 20 7946 0958',
  country: 'GB',
  address: ['Kirkby Mallory Hall 17', 'West Wing'],
  city: 'Ockham Park',
  region: 'Surreyshire',
  postcode: 'GU23 6NQ',
}
/** A country is none: its two letters are in any word. */
const { country: _, address, ...parts } = contact
const price = 7313.37
const total = 2 * price
const never = [
  ...Object.values(secret),
  ...Object.values(parts),
  ...address,
  ...[
    'TXN-',
    'lovelace',
    '4111 1111',
    '41111111',
    'Augusta',
    'Byron',
    'Kirkby',
    '7946 0958',
    '+442079460958',
  ],
]
/** Whole numbers only: any timestamp, duration or id may hold some digits of one by chance. */
const amounts = new RegExp(
  `(?<![\\w.-])(?:${[price, total].flatMap((amount) => [amount, Math.round(amount * 100)]).join('|')})(?![\\w.])`,
)
const tellsSecret = (line: string) => amounts.test(line) || never.some((text) => line.includes(text))

const lines = (): Line[] => [...ofSite, ...ofFunctions.flatMap(linesOf)]
const linesOfOrder = (orderId: string) => lines().filter((line) => line.orderId === orderId)

/** Random ids, of messages, orders and traces. */
const randomIds =
  /\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b|\b1-[0-9a-f]{8}-[0-9a-f]{24}\b|\b[0-9A-HJKMNP-TV-Z]{26}\b/g

/** Revenue is a sum over orders, of no one in particular; every other line is about somebody. */
function expectNothingSecret() {
  const written = [
    ...ofSite.filter((line) => !isMetrics(line)).map((line) => JSON.stringify(line)),
    ...ofSite.filter(isMetrics).map(({ Revenue, ...line }) => JSON.stringify(line)),
    ...ofFunctions.filter((line) => !line.includes('"_aws"')),
    ...ofFunctions
      .filter((line) => line.includes('"_aws"'))
      .map((line) => line.replace(/"Revenue":[\d.]+/, '')),
    ...onConsole,
  ]
  expect(written.length).toBeGreaterThan(0)
  const told = written.map((line) => line.replace(randomIds, ''))
  expect(told.filter(tellsSecret)).toEqual([])
}

/** Nor is it in what is kept of failures. */
async function expectNothingKept() {
  const kept = (await rowsOf('FailureTable')).map((row) => JSON.stringify(row).replace(randomIds, ''))
  expect(kept.length).toBeGreaterThan(0)
  expect(kept.filter(tellsSecret)).toEqual([])
}

const until = (done: () => unknown) =>
  vi.waitFor(() => expect(done()).toBeTruthy(), { timeout: 30_000, interval: 20 })

const stockSecret = (availableStock: number) =>
  stock({ id: secret.productId, name: secret.productName, price, availableStock })

async function placeSecretOrder() {
  const { userName, paymentMethod } = secret
  await stockSecret(100)
  const changed = await setBasket(userName, [{ productId: secret.productId, quantity: 2 }])
  if (!changed.ok) throw new Error(changed.reason)
  const wish = { paymentMethod: paymentMethod as 'bank_transfer', delivery: 'express', contact } as const
  const placed = await checkoutBasket({ userName, ...wish })
  if (!placed.ok) throw new Error(placed.reason)
  return placed.orderId
}

const statusOf = (orderId: string) =>
  linesOfOrder(orderId).find(({ message }) => message === 'Order settled')?.status

test('digits of a secret within a number of our own are none, and the secret itself is one', () => {
  for (const line of [
    '{"Timestamp":1795920524111}',
    '{"MessageAge":41110}',
    '{"Timestamp":1795731337524}',
    '{"at":"2026-11-22T10:00:00.146731337Z"}',
  ])
    expect(tellsSecret(line), line).toBe(false)
  for (const text of [
    secret.card,
    secret.card.replaceAll(' ', ''),
    ...[price, total].flatMap((amount) => [amount, Math.round(amount * 100)]),
  ])
    expect(tellsSecret(JSON.stringify({ text })), String(text)).toBe(true)
})

test('a purchase that is confirmed, declined or sold out logs nothing of the shopper', {
  timeout: 90_000,
}, async () => {
  const seen = new Set<unknown>()
  // One payment in ten is declined, by its id.
  for (let index = 0; index < 100 && !(seen.has('CONFIRMED') && seen.has('PAYMENT_FAILED')); index++) {
    const orderId = await placeSecretOrder()
    await until(() => statusOf(orderId))
    seen.add(statusOf(orderId))
  }
  await stockSecret(1)
  const orderId = 'ORD-01K9Z3Y8V7W6T5S4R3Q2P1N0M9'
  const { userName, productId, productName, paymentMethod } = secret
  await publish('CheckoutBasket', {
    orderId,
    userName,
    orderDate: '2026-11-22T10:00:00.000Z',
    totalPrice: Money.parse(99 * price),
    items: [{ productId, productName, price: Money.parse(price), quantity: 99 }],
    paymentMethod,
    contact,
  })
  await until(() => linesOfOrder(orderId).some(({ message }) => message === 'Stock recorded as rejected'))
  expect(seen).toEqual(new Set(['CONFIRMED', 'PAYMENT_FAILED']))
  await until(() => lines().some(({ message }) => message === 'Order mailed'))
  expect((await rowsOf('PaymentTable')).some((row) => String(row.transactionId).startsWith('TXN-'))).toBe(
    true,
  )
  expectNothingSecret()
})

test('malformed messages are reported by field, and nothing of them is repeated', {
  timeout: 60_000,
}, async () => {
  const sqs = new SQSClient({})
  const detail = {
    ...secret,
    orderId: 'ORD-1',
    orderDate: '2026-11-22T10:00:00.000Z',
    totalPrice: total,
    items: [{ productId: secret.productId, productName: secret.productName, price, quantity: 2 }],
  }
  const [item] = detail.items
  const bodies = [
    `${secret.userName} ${secret.card}`,
    'lovelace',
    `{"userName":"${secret.userName}",`,
    JSON.stringify(secret),
    JSON.stringify(secret.card),
    envelopeOf(secret.card, detail),
    envelopeOf('CheckoutBasket', { ...detail, totalPrice: 1 }),
    envelopeOf('CheckoutBasket', { ...detail, orderDate: secret.userName, items: secret.card }),
    envelopeOf('CheckoutBasket', { ...detail, orderId: [secret.card], paymentMethod: { card: secret.card } }),
    envelopeOf('CheckoutBasket', {
      ...detail,
      items: [{ ...item, price: secret.card, quantity: secret.card }],
    }),
    envelopeOf('CheckoutBasket', { ...detail, orderId: secret.userName.repeat(20) }),
    envelopeOf('CheckoutBasket', { ...detail, contact: { ...contact, country: contact.name } }),
    envelopeOf('CheckoutBasket', { ...detail, contact: contact.email }),
    envelopeOf('CheckoutBasket', { ...detail, contact: { ...contact, address: contact.phone } }),
    envelopeOf('CheckoutBasket', { ...detail, delivery: { option: contact.name, price: contact.phone } }),
    envelopeOf('PaymentFailed', { ...detail, paymentId: secret.card, amount: secret.card }),
  ]
  for (const queue of ['OrderQueue', 'InventoryQueue', 'PaymentQueue', 'MailQueue'] as const)
    for (const MessageBody of bodies)
      await sqs.send(new SendMessageCommand({ QueueUrl: Resource[queue].url, MessageBody }))
  const reported = () => lines().filter(({ message }) => message === 'Message failed')
  await until(() => reported().length >= 5 * 4 * bodies.length)
  for (const { error, messageId } of reported()) {
    expect(error).toMatchObject({
      name: 'Malformed',
      message: expect.stringMatching(/^(body|detail|input|id|time)/),
    })
    expect(messageId).toEqual(expect.any(String))
  }
  expect(onConsole.some((line) => line.includes('Message failed: Malformed'))).toBe(true)
  expectNothingSecret()
  await expectNothingKept()
})

test('faults are reported by name and place, whatever their texts say', { timeout: 60_000 }, async () => {
  const begun = ofFunctions.length
  const orderId = await placeSecretOrder()
  const { userName, productId, productName } = secret
  const { orderDate = '' } = (await findCheckout(orderId)) ?? {}
  const items = [{ productId, productName, price: Money.parse(price), quantity: 2 }]

  // A gateway that quotes the card, an SDK that quotes the item.
  const told = `${secret.card} of ${userName}, ${contact.name}, ${contact.email}, was refused`
  const quoting = Object.assign(new Error(told), { ...secret, contact })
  const refusing = { charge: () => Promise.reject(quoting), refund: () => Promise.reject(quoting) }
  const charging = consume('payment', async ({ type, detail }) => {
    if (type !== 'CheckoutBasket') throw new Error('not a checkout')
    const { status } = await chargePayment(detail, refusing)
    return [{ message: status }]
  })
  const entry = {
    ...secret,
    orderId: 'ORD-2',
    orderDate,
    totalPrice: total,
    items: [{ ...items[0], price }],
    contact,
  }
  const Records = [sqsRecord(envelopeOf('CheckoutBasket', entry), { receiveCount: 4 })]
  await expect(charging({ Records })).rejects.toThrow('No message succeeded')

  const quotingBus = vi.spyOn(eventBridge, 'send').mockRejectedValue(quoting as never)
  await setBasket(userName, [{ productId, quantity: 2 }])
  expect(await checkoutBasket({ userName, contact })).toMatchObject({ ok: true })
  await reconcile({ all: true })
  quotingBus.mockRestore()
  log.error('Said by mistake', { error: quoting, ...secret, contact, ...contact } as never)

  // Rows that the functions cannot make sense of.
  const put = (TableName: string, Item: object) => dynamo.send(new PutCommand({ TableName, Item }))
  await put(Resource.PaymentTable.name, { ...secret, paymentId: paymentIdOf('ORD-3'), amount: secret.card })
  await put(Resource.ReservationTable.name, { ...secret, orderId: 'ORD-3', lines: secret.card })
  await put(Resource.OrderTable.name, {
    ...secret,
    orderDate,
    orderId: 'ORD-9',
    history: secret.card,
    contact,
  })
  const send = (type: EventType, detail: object) =>
    new EventBridgeClient({}).send(
      new PutEventsCommand({
        Entries: [
          {
            EventBusName: Resource.SwnEventBus.name,
            Source: events[type].source,
            DetailType: type,
            Detail: JSON.stringify(detail),
          },
        ],
      }),
    )
  await send('CheckoutBasket', { ...entry, orderId: 'ORD-3' })
  const failedIn = (service: string) => () =>
    ofFunctions
      .slice(begun)
      .flatMap(linesOf)
      .some((line) => line.service === service && line.message === 'Message failed')
  for (const service of ['ordering', 'inventory', 'payment']) await until(failedIn(service))

  const messages = ofSite.map(({ message }) => message)
  expect(messages).toEqual(
    expect.arrayContaining([
      'Message failed',
      'CheckoutBasket not published; the reconciler will',
      'Open checkout not published',
    ]),
  )
  expectNothingSecret()
  await expectNothingKept()
})
