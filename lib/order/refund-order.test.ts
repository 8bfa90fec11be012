import { DeleteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { Resource } from 'sst'
import { afterEach, expect, test, vi } from 'vitest'
import { embeddedAws, rowsOf, stock } from '../../tests/embedded-aws'
import { newShopper } from '../../tests/purchases'
import { listEntries } from '../audit/list-entries'
import { publish } from '../aws/bus'
import { dynamo } from '../aws/dynamo'
import { setBasket } from '../basket/change-basket'
import { checkoutBasket } from '../checkout/checkout-basket'
import { findCheckout, saveCheckout } from '../checkout/store'
import { paymentIdOf } from '../ids'
import { Cents } from '../money'
import { findPayment } from '../payment/store'
import { cancelOrder } from './cancel-order'
import { findOrder } from './find-orders'
import { mailText } from './mail-text'
import { handedOverAfterMs } from './order'
import { refundOrder } from './refund-order'

vi.hoisted(() => Object.assign(process.env, { PAYMENT_SUCCESS_RATE: '1' }))
embeddedAws({ functions: true })
afterEach(() => vi.useRealTimers())

async function bought(quantity = 2) {
  const userName = newShopper()
  const { id } = await stock({ availableStock: 10 })
  await setBasket(userName, [{ productId: id, quantity }])
  const placed = await checkoutBasket({ userName })
  if (!placed.ok) throw new Error(placed.reason)
  const { orderId, totalPrice: amount } = placed
  return {
    ...{ userName, orderId, amount },
    refund: (who = 'ann', given = {}) =>
      refundOrder({ orderId, amount, why: 'it arrived broken', who, ...given }),
    shown: () => findOrder(userName, orderId),
    checkout: () => findCheckout(orderId),
    left: async () => (await rowsOf('ProductTable')).find((row) => row.id === id)?.availableStock,
    audited: async () =>
      (await listEntries(new Date().toISOString().slice(0, 10), 2, { what: orderId })).flatMap(
        ({ entries }) => entries,
      ),
    until: (status: string) =>
      vi.waitFor(
        async () => {
          expect(await findOrder(userName, orderId)).toMatchObject({ status, settled: true })
          expect(await findCheckout(orderId)).not.toHaveProperty('open')
        },
        { timeout: 20_000, interval: 20 },
      ),
  }
}
type Bought = Awaited<ReturnType<typeof bought>>

test('a confirmed order is refunded once, whoever asks at once and again: its money and stock are back, its shopper is told by whom', {
  timeout: 60_000,
}, async () => {
  const { refund, until, shown, left, audited, orderId, amount } = await bought()
  await until('CONFIRMED')
  expect(await left()).toBe(8)

  const answers = await Promise.all([refund('ann'), refund('ann'), refund('bob'), refund('bob')])
  const done = answers.filter(({ ok }) => ok)
  expect(done).toEqual([{ ok: true, orderId, amount, cancelledAt: expect.any(String) }])
  const [{ cancelledAt } = { cancelledAt: '' }] = done as { cancelledAt: string }[]
  const before = { ok: false, reason: 'before', at: cancelledAt }
  expect(answers.filter(({ ok }) => !ok)).toEqual([before, before, before])
  expect(await shown()).toMatchObject({ status: 'CANCELLED', cancellation: { at: cancelledAt, by: 'shop' } })

  await until('CANCELLED')
  expect(await left()).toBe(10)
  expect(await findPayment(paymentIdOf(orderId))).toMatchObject({ status: 'REFUNDED', amount })
  const order = await shown()
  expect(order).toMatchObject({
    cancellation: { at: cancelledAt, by: 'shop' },
    history: expect.arrayContaining([{ what: 'OrderCancelled', at: cancelledAt }]),
  })
  expect(order && mailText(order, 'http://x')?.text).toMatch(
    /^We had to cancel your order\..* on its way back/,
  )

  expect(await refund()).toEqual(before)
  expect(await left()).toBe(10)
  const [entry, ...others] = await audited()
  expect(others).toEqual([])
  expect(entry).toMatchObject({
    who: expect.stringMatching(/ann|bob/),
    why: 'it arrived broken',
    target: orderId,
    call: expect.stringMatching(/^aws events put-events .*OrderCancelled/),
    before: expect.stringMatching(/^confirmed, .*paid 20 USD/),
    after: expect.stringContaining('$20.00 to be refunded'),
  })
})

test('what its shopper may no longer cancel, because it counts as sent, the shop can; and the bus may be away', {
  timeout: 60_000,
}, async () => {
  const { orderId, amount, userName, until, refund, left, checkout } = await bought()
  await until('CONFIRMED')
  vi.useFakeTimers({ now: Date.now() + handedOverAfterMs, toFake: ['Date'] })
  expect(await cancelOrder({ userName, orderId })).toMatchObject({ ok: false, reason: 'order_sent' })
  const away = () => Promise.reject(new Error('The bus is away'))
  const request = { orderId, amount, why: 'lost on its way', who: 'ann' }
  expect(await refundOrder(request, away)).toMatchObject({ ok: true })
  const marked = await checkout()
  expect(marked).toMatchObject({ cancelledBy: 'shop', open: expect.any(String) })
  expect(await refund()).toMatchObject({ ok: false, reason: 'before' })
  // As the reconciler does.
  await publish('OrderCancelled', {
    ...request,
    userName,
    totalPrice: amount,
    ...marked,
    at: marked?.cancelledAt ?? '',
    by: 'shop',
  } as never)
  await until('CANCELLED')
  expect(await left()).toBe(10)
})

const drop = (TableName: string, Key: Record<string, string>) =>
  dynamo.send(new DeleteCommand({ TableName, Key }))

const obstacles: [string, object, (bought: Bought) => Promise<unknown>, object?][] = [
  [
    'is open',
    { reason: 'open' },
    async ({ orderId }) => {
      await dynamo.send(
        new UpdateCommand({
          TableName: Resource.CheckoutTable.name,
          Key: { checkoutId: orderId },
          UpdateExpression: 'SET #open = :open',
          ExpressionAttributeNames: { '#open': 'open' },
          ExpressionAttributeValues: { ':open': 'OPEN#1' },
        }),
      )
    },
  ],
  [
    'its shopper has cancelled',
    { reason: 'ended', status: 'CANCELLED' },
    async ({ userName, orderId, until }) => {
      await cancelOrder({ userName, orderId })
      await until('CANCELLED')
    },
  ],
  [
    'has lost its checkout',
    { reason: 'gone' },
    ({ orderId }) => drop(Resource.CheckoutTable.name, { checkoutId: orderId }),
  ],
  ['is another’s amount', { reason: 'amount', amount: 2000 }, async () => {}, { amount: Cents.parse(1999) }],
  ['nobody knows', { reason: 'unknown' }, async () => {}, { orderId: 'ORD-none' }],
]

test.each(obstacles)(
  'an order that %s is left as it is, and nothing is told of it',
  {
    timeout: 60_000,
  },
  async (_, refusal, arrange, given) => {
    const one = await bought()
    await one.until('CONFIRMED')
    await arrange(one)
    const [checkout, left] = [await one.checkout(), await one.left()]
    expect(await one.refund('ann', given)).toEqual({ ok: false, ...refusal })
    expect([await one.checkout(), await one.left()]).toEqual([checkout, left])
    expect(await one.audited()).toEqual([])
    if (checkout) await saveCheckout(checkout)
  },
)
