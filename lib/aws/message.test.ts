import { expect, test } from 'vitest'
import { checkoutDetail, envelopeOf } from '../../tests/sqs-records'
import { loggableIds, Malformed, parseMessage } from './message'

const traceId = '1-69218f20-0123456789abcdef01234567'

test('hands over the detail in cents', () => {
  expect(parseMessage(['CheckoutBasket'], envelopeOf('CheckoutBasket', checkoutDetail))).toMatchObject({
    type: 'CheckoutBasket',
    detail: { totalPrice: 6900, items: [{ price: 3450 }] },
  })
})

test.each([
  [traceId, traceId],
  ['Root=1-nonsense', undefined],
  [undefined, undefined],
])('an event with the trace id %s is handled, with %s', (given, carried) => {
  const body = envelopeOf('CheckoutBasket', { ...checkoutDetail, traceId: given })
  expect(parseMessage(['CheckoutBasket'], body).detail.traceId).toBe(carried)
})

const [item] = checkoutDetail.items
const bodyWith = (changed: object) => envelopeOf('CheckoutBasket', { ...checkoutDetail, ...changed })

test.each([
  ['body', 'not json'],
  ['detail-type', JSON.stringify({ detail: {} })],
  ['detail-type', envelopeOf('PaymentFailed', checkoutDetail)],
  ['detail.orderId', bodyWith({ orderId: undefined })],
  ['detail.orderDate', bodyWith({ orderDate: 'yesterday' })],
  ['detail.items[0].quantity', bodyWith({ items: [{ ...item, quantity: 0 }] })],
  ['detail.items[0].price', bodyWith({ items: [{ ...item, price: '34.5' }] })],
  ['detail.items', bodyWith({ items: [] })],
  ['detail.totalPrice', bodyWith({ totalPrice: 68.99 })],
  ['detail.totalPrice', bodyWith({ totalPrice: 69.001 })],
  ['detail.paymentMethod', bodyWith({ paymentMethod: '\ud800' })],
  ['detail.items[0].productName', bodyWith({ items: [{ ...item, productName: 'Cup \udc00' }] })],
  [
    'detail.contact.name',
    bodyWith({ contact: { name: '\ud800', email: 'a@b.c', country: 'DE', address: ['1'] } }),
  ],
])('a message wrong in its %s is malformed and the field is named', (field, body) => {
  expect(() => parseMessage(['CheckoutBasket'], body)).toThrow(Malformed)
  expect(() => parseMessage(['CheckoutBasket'], body)).toThrow(field)
})

test('the ids of a malformed message are found where they have the form of ids, and nothing else is', () => {
  const orderId = 'ORD-01K9Z3Y8V7W6T5S4R3Q2P1N0M9'
  const known = { orderId, traceId, eventType: 'CheckoutBasket' }
  expect(loggableIds(bodyWith({ orderId, traceId, items: 4 }))).toMatchObject(known)
  const free = envelopeOf('ada@example.com', {
    ...checkoutDetail,
    orderId: 'ada@example.com',
    traceId: 'ada',
  })
  expect(Object.values(loggableIds(free)).filter(Boolean)).toEqual([])
  for (const text of ['"ada@example.com"', 'not json']) expect(loggableIds(text)).toEqual({})
})
