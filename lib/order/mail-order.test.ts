import { TooManyRequestsException } from '@aws-sdk/client-sesv2'
import type { SendMessageCommand } from '@aws-sdk/client-sqs'
import { afterEach, beforeAll, expect, test, vi } from 'vitest'
import { handler } from '../../functions/mail'
import { callsOf, meterClients } from '../../tests/cost/meter'
import { embeddedAws, receive, stock, waiting } from '../../tests/embedded-aws'
import { purchaseOf } from '../../tests/purchases'
import { sqsRecord } from '../../tests/sqs-records'
import { transact } from '../aws/dynamo'
import { sqs } from '../aws/queue'
import { dueAfter, openShardOf } from '../checkout/checkout'
import { deliveryOf } from '../checkout/checkout-options'
import { findCheckout, putCheckout } from '../checkout/store'
import type { Detail, EventOf, EventType } from '../events'
import { paymentIdOf } from '../ids'
import { ses } from '../mail/send-mail'
import { sum } from '../money'
import type { OrderStatus } from './order'
import { recordEvent } from './record-event'

const mails: string[] = []
embeddedAws({ onMail: (_, mail) => mails.push(mail) })
beforeAll(meterClients)
afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
  mails.length = 0
})

const contact = {
  name: 'Ada <b>Lovelace</b>',
  email: 'ada@example.com',
  country: 'HK',
  address: ['1 Long Lane'],
}

/** A purchase whose checkout is open, and its events as ordering is given them. */
async function purchaseWith(email = contact.email, cancelled = false) {
  const express = deliveryOf('express')
  const [teapot, cup] = [
    await stock({ name: 'Ember Teapot', price: 34.5 }),
    await stock({ name: 'Cup', price: 9 }),
  ]
  const bought = purchaseOf([teapot, 2], [cup, 1])
  const purchase = {
    ...bought,
    contact: { ...contact, email },
    delivery: express,
    totalPrice: sum([bought.totalPrice, express.price]),
    traceId: '1-69218f20-0123456789abcdef01234567',
  }
  const { orderId: checkoutId, userName, orderDate, items, totalPrice: amount, ...rest } = purchase
  const open = { attempts: 0, open: openShardOf(checkoutId), dueAt: dueAfter(new Date(), 0) }
  const at = new Date().toISOString()
  await transact([
    putCheckout({
      checkoutId,
      userName,
      orderDate,
      items,
      totalPrice: amount,
      ...rest,
      ...open,
      ...(cancelled && { cancelledAt: at }),
    }),
  ])
  const who = { userName, orderDate, orderId: checkoutId, at }
  const unpaid = { ...who, paymentId: paymentIdOf(checkoutId), amount, failureReason: 'card_declined' }
  const details: { [T in EventType]: Detail<T> } = {
    CheckoutBasket: purchase,
    PaymentCompleted: unpaid,
    PaymentFailed: unpaid,
    PaymentRefunded: unpaid,
    OrderCancelled: { ...who, totalPrice: amount },
    StockReserved: { ...who, items },
    StockRejected: { ...who, items, shortages: [{ productId: cup.id, requested: 1, available: 0 }] },
    StockReleased: { ...who, items, cancelled },
  }
  const record = (type: EventType) =>
    recordEvent({ type, detail: details[type], eventId: 'e', time: at } as EventOf<EventType>)
  return { orderId: checkoutId, record }
}

/** Hands the mail function the next message of its queue. */
async function deliver() {
  const [message] = await receive('MailQueue', 1)
  const Records = [sqsRecord(message?.body ?? '')]
  const { batchItemFailures } = await handler({ Records }).catch(() => ({ batchItemFailures: [1] }))
  return batchItemFailures.length === 0
}

const confirming = ['CheckoutBasket', 'PaymentCompleted', 'StockReserved'] as const

test.each<[OrderStatus, EventType[], string[], cancelled?: boolean]>([
  ['CONFIRMED', [...confirming], ['is confirmed', 'it is paid']],
  [
    'PAYMENT_FAILED',
    ['CheckoutBasket', 'StockReserved', 'PaymentFailed', 'StockReleased'],
    ['could not be paid', 'Nothing was charged'],
  ],
  [
    'OUT_OF_STOCK',
    ['CheckoutBasket', 'PaymentCompleted', 'StockRejected', 'PaymentRefunded'],
    ['is out of stock', 'sold out', 'is on its way back to you'],
  ],
  [
    'CANCELLED',
    ['CheckoutBasket', 'PaymentRefunded', 'StockReleased', 'OrderCancelled'],
    ['is cancelled', 'as you asked', 'is on its way back to you'],
    true,
  ],
])('an order that ends %s is mailed once, when it has', async (_, types, words, cancelled) => {
  const { orderId, record } = await purchaseWith(undefined, cancelled)
  for (const type of types) {
    expect(await waiting('MailQueue')).toBe(0)
    await record(type)
  }
  // Each comes again, after the checkout was closed.
  for (const type of types) expect(await record(type)).toMatchObject({ settledNow: false })
  expect(await waiting('MailQueue')).toBe(1)
  expect(await deliver()).toBe(true)
  const [mail = '', ...others] = mails.map((mail) => mail.replaceAll('\r\n', '\n'))
  expect(others).toEqual([])
  expect(mail).toContain('\nTo: ada@example.com\n')
  expect(mail).toContain(`\nhttp://localhost:3000/orders/${orderId}\n`)
  expect(mail).toContain(
    '\n2 x Ember Teapot     $69.00\n1 x Cup               $9.00\nExpress delivery     $12.00\nTotal in US dollars  $90.00\n',
  )
  for (const word of words) expect(mail).toContain(word)
  // Anybody may say an address that is not theirs, and words for whoever has it.
  for (const typed of ['Ada', 'Long Lane']) expect(mail).not.toContain(typed)
})

test('a mail names the shop as it is configured', async () => {
  vi.stubEnv('SITE_URL', 'https://shop.example, https://other.example')
  const { orderId, record } = await purchaseWith()
  for (const type of confirming) await record(type)
  await deliver()
  expect(mails[0]).toContain(`https://shop.example/orders/${orderId}`)
})

test('an order stays open until the queue has its mail, also where the answer was lost', async () => {
  const { orderId, record } = await purchaseWith()
  const isOpen = async () => (await findCheckout(orderId))?.open !== undefined
  const send = sqs.send.bind(sqs)
  const failing = vi.spyOn(sqs, 'send')
  failing.mockRejectedValueOnce(new Error('SQS is away') as never)
  failing.mockImplementationOnce((async (command: SendMessageCommand) => {
    await send(command)
    throw new Error('The answer was lost')
  }) as never)
  for (const type of confirming.slice(0, 2)) await record(type)
  await expect(record('StockReserved')).rejects.toThrow('SQS is away')
  expect([await isOpen(), await waiting('MailQueue')]).toEqual([true, 0])
  await expect(record('StockReserved')).rejects.toThrow('The answer was lost')
  expect([await isOpen(), await waiting('MailQueue')]).toEqual([true, 1])
  expect(await record('StockReserved')).toMatchObject({ settledNow: true })
  expect([await isOpen(), await waiting('MailQueue')]).toEqual([false, 2])
  const messages = await receive('MailQueue', 2)
  const handle = (body = '') => handler({ Records: [sqsRecord(body)] })
  // SES does not take the first at first, and the other one leaves it to that.
  vi.spyOn(ses, 'send').mockRejectedValueOnce(new Error('SES is away') as never)
  await expect(handle(messages[0]?.body)).rejects.toThrow('No message succeeded')
  await handle(messages[1]?.body)
  expect(mails).toEqual([])
  await handle(messages[0]?.body)
  expect(mails).toHaveLength(1)
})

test('an address that is none holds up neither the order nor other mails, and is counted', async () => {
  const written = vi.spyOn(process.stdout, 'write').mockReturnValue(true)
  vi.stubEnv('POWERTOOLS_METRICS_DISABLED', 'false')
  for (const email of [
    'nobody',
    'ada@example.com,eve@example.com',
    'ada@example.com\r\nBcc: eve@example.com',
  ]) {
    const { record } = await purchaseWith(email)
    for (const type of confirming.slice(0, 2)) await record(type)
    expect(await record('StockReserved')).toMatchObject({ status: 'CONFIRMED', settledNow: true })
    expect(await deliver()).toBe(true)
  }
  expect(mails).toEqual([])
  const refused = written.mock.calls.filter(([line]) => String(line).includes('"MailsRefused":1'))
  expect(refused).toHaveLength(3)
})

test('what SES takes no mail for just now comes back, and one that has moved on is left to its next mail', async () => {
  const { record } = await purchaseWith()
  for (const type of confirming) await record(type)
  const [message] = await receive('MailQueue', 1)
  const handle = () => handler({ Records: [sqsRecord(message?.body ?? '')] })
  vi.spyOn(ses, 'send').mockRejectedValueOnce(
    new TooManyRequestsException({ message: 'Rate exceeded', $metadata: {} }) as never,
  )
  await expect(handle()).rejects.toThrow('No message succeeded')
  expect(mails).toEqual([])
  await record('OrderCancelled')
  expect(await handle()).toEqual({ batchItemFailures: [] })
  expect(mails).toEqual([])
})

test('a shop without a sender asks nothing more of AWS for it', async () => {
  vi.stubEnv('EMAIL_SENDER', '')
  const { record } = await purchaseWith()
  for (const type of confirming.slice(0, 2)) await record(type)
  const calls = await callsOf(() => record('StockReserved'))
  expect(calls.map(({ command }) => command)).toEqual(['UpdateItem', 'UpdateItem'])
  vi.stubEnv('EMAIL_SENDER', 'shop@example.com')
  const { record: mailed } = await purchaseWith()
  for (const type of confirming.slice(0, 2)) await mailed(type)
  const more = await callsOf(() => mailed('StockReserved'))
  expect(more.map(({ command, read }) => [command, read])).toEqual([
    ['UpdateItem', 0],
    ['GetItem', 1],
    ['SendMessage', 0],
    ['UpdateItem', 0],
  ])
  await receive('MailQueue', 1)
})
