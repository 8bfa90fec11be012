import { DeleteCommand } from '@aws-sdk/lib-dynamodb'
import { Resource } from 'sst'
import { expect, test } from 'vitest'
import { embeddedAws, receive, stock } from '../../tests/embedded-aws'
import { decline, ledgerGateway } from '../../tests/ledger'
import { purchaseOf } from '../../tests/purchases'
import { dynamo } from '../aws/dynamo'
import { type Delivery, totalPriceOf } from '../checkout/purchase'
import { paymentIdOf } from '../ids'
import { Money } from '../money'
import { cancelPayment, chargePayment } from './charge-payment'
import type { Charge, Charged } from './payment'
import { simulatedGateway } from './simulated-gateway'
import { findPayment, openPayment } from './store'

embeddedAws()

/** A purchase, and what may happen to its payment. */
async function aPurchase(answer?: Parameters<typeof ledgerGateway>[0], delivery?: Delivery) {
  const goods = purchaseOf([await stock({ price: 34.5 }), 2])
  const purchase = { ...goods, delivery, totalPrice: totalPriceOf({ ...goods, delivery }) }
  const paymentId = paymentIdOf(purchase.orderId)
  const { gateway, ...books } = ledgerGateway(answer)
  const shortages = purchase.items.map(({ productId }) => ({ productId, requested: 2, available: 0 }))
  return {
    ...books,
    gateway,
    purchase,
    paymentId,
    charge: (by?: (charge: Charge) => Promise<Charged>) =>
      chargePayment(purchase, by ? { ...gateway, charge: by } : gateway),
    cancel: () => cancelPayment({ ...purchase, shortages }, gateway),
    callOff: () => cancelPayment({ ...purchase, at: new Date().toISOString() }, gateway),
    stored: () => findPayment(paymentId),
  }
}

test('charges once however often the event comes, and publishes the outcome every time', async () => {
  const { charge, asked, stored } = await aPurchase()
  await charge()
  await charge()
  expect(asked.charge).toBe(1)
  const payment = { status: 'COMPLETED', amount: 6900, transactionId: 'TXN-1', paymentMethod: 'card' }
  expect(await stored()).toMatchObject(payment)
  const told = await receive('OrderQueue', 2)
  expect(told).toMatchObject(Array(2).fill({ type: 'PaymentCompleted', detail: { amount: 69 } }))
})

test('two deliveries at once move the money once', async () => {
  const { charge, charged } = await aPurchase()
  await Promise.all([1, 2, 3].map(() => charge()))
  expect(charged.size).toBe(1)
  await receive('OrderQueue', 3)
})

test('a declined payment tells ordering and inventory why', async () => {
  const { charge, purchase } = await aPurchase(decline)
  await charge()
  const detail = { orderId: purchase.orderId, failureReason: 'card_declined' }
  for (const queue of ['OrderQueue', 'InventoryQueue'] as const)
    expect(await receive(queue, 1)).toMatchObject([{ type: 'PaymentFailed', detail }])
})

test('goes on after a crash between charging and writing the outcome', async () => {
  const { charge, gateway, charged, stored } = await aPurchase()
  const crashing = charge(async (asked) => {
    await gateway.charge(asked)
    throw new Error('crashed after charging')
  })
  await expect(crashing).rejects.toThrow('crashed')
  expect(await stored()).toMatchObject({ status: 'PENDING' })
  await charge()
  expect(charged.size).toBe(1)
  expect(await stored()).toMatchObject({ status: 'COMPLETED' })
  await receive('OrderQueue', 1)
})

test('stock refused before the charge: the late checkout charges nothing', async () => {
  const { charge, cancel, asked, stored } = await aPurchase()
  await cancel()
  await charge()
  expect(asked).toEqual({ charge: 0, refund: 0 })
  expect(await stored()).toMatchObject({ status: 'FAILED', failureReason: 'out_of_stock' })
  await receive('OrderQueue', 2)
})

test('stock refused before the charge of an express order: the payment is of all that was to be paid', async () => {
  const { cancel, stored } = await aPurchase(undefined, { option: 'express', price: Money.parse(12) })
  await cancel()
  expect(await stored()).toMatchObject({ status: 'FAILED', amount: 8100 })
  expect(await receive('OrderQueue', 1)).toMatchObject([{ type: 'PaymentFailed', detail: { amount: 81 } }])
})

test('a payment opened for a rejection is of the whole total, of an earlier release’s of what its items cost', async () => {
  const { purchase, gateway, paymentId } = await aPurchase()
  const { totalPrice, ...told } = purchase
  const shortages = [{ productId: 'x', requested: 1, available: 0 }]
  const dearer = Money.parse(75)
  const payment = await cancelPayment({ ...told, totalPrice: dearer, shortages }, gateway)
  expect(payment).toMatchObject({ paymentId, amount: dearer, status: 'FAILED' })
  const before = { ...told, orderId: 'ORD-earlier', shortages }
  expect(await cancelPayment(before, gateway)).toMatchObject({ amount: totalPrice, status: 'FAILED' })
})

test('called off before the charge: never charged, for its whole total, and told why', async () => {
  const { charge, callOff, asked, stored, purchase } = await aPurchase()
  await callOff()
  await charge()
  await callOff()
  expect(asked).toEqual({ charge: 0, refund: 0 })
  expect(await stored()).toMatchObject({ status: 'FAILED', failureReason: 'cancelled', amount: 6900 })
  const told = (await receive('OrderQueue', 5)).filter(({ detail }) => detail.orderId === purchase.orderId)
  const why = { type: 'PaymentFailed', detail: { failureReason: 'cancelled', amount: 69 } }
  expect(told).toMatchObject([why, why, why])
})

test('called off after the charge: refunded once, and told why', async () => {
  const { charge, callOff, asked, stored } = await aPurchase()
  await charge()
  await callOff()
  await callOff()
  await charge()
  expect(asked).toEqual({ charge: 1, refund: 1 })
  expect(await stored()).toMatchObject({ status: 'REFUNDED', failureReason: 'cancelled' })
  const told = await receive('OrderQueue', 4)
  expect(told.map(({ type }) => type).sort()).toEqual([
    'PaymentCompleted',
    ...Array(3).fill('PaymentRefunded'),
  ])
})

test('called off while the charge is under way: whoever settles it refunds it', async () => {
  const { charge, callOff, gateway, asked, stored } = await aPurchase()
  await charge(async (given) => {
    const answered = await gateway.charge(given)
    await callOff()
    return answered
  })
  expect(asked.refund).toBe(1)
  expect(await stored()).toMatchObject({ status: 'REFUNDED', failureReason: 'cancelled' })
  await receive('OrderQueue', 2)
})

test('called off, and declined all the same, it says that it was declined', async () => {
  const { charge, callOff, gateway, asked, stored } = await aPurchase(decline)
  await charge(async (given) => {
    await callOff()
    return gateway.charge(given)
  })
  expect(asked.refund).toBe(0)
  expect(await stored()).toMatchObject({ status: 'FAILED', failureReason: 'card_declined' })
  await receive('OrderQueue', 2)
})

test('stock refused after the charge: refunded once', async () => {
  const { charge, cancel, asked, stored } = await aPurchase()
  await charge()
  await cancel()
  await cancel()
  expect(asked.refund).toBe(1)
  expect(await stored()).toMatchObject({ status: 'REFUNDED' })
  const told = (await receive('OrderQueue', 3)).map(({ type }) => type).sort()
  expect(told).toEqual(['PaymentCompleted', 'PaymentRefunded', 'PaymentRefunded'])
})

test('stock refused while the charge is under way: whoever settles it refunds it', async () => {
  const { charge, cancel, gateway, asked, stored } = await aPurchase()
  await charge(async (given) => {
    const answered = await gateway.charge(given)
    await cancel()
    return answered
  })
  expect(asked.refund).toBe(1)
  expect(await stored()).toMatchObject({ status: 'REFUNDED' })
})

test('a charge that answers late changes nothing about a payment that was refunded meanwhile', async () => {
  const { charge, cancel, gateway, asked, stored } = await aPurchase()
  await charge(async (given) => {
    await charge()
    await cancel()
    return gateway.charge(given)
  })
  expect(asked.refund).toBe(1)
  expect(await stored()).toMatchObject({ status: 'REFUNDED' })
})

test('a cancelled payment left PENDING by a crash is charged and refunded, not lost', async () => {
  const { charge, paymentId, purchase, refunded } = await aPurchase()
  const { orderId, userName, orderDate, totalPrice: amount } = purchase
  await openPayment({ orderId, userName, orderDate, amount, paymentId, status: 'PENDING', cancelled: true })
  await charge()
  expect(refunded.size).toBe(1)
})

test('the simulated gateway approves the share it is told to, each payment always alike', async () => {
  const ask = (index: number) => simulatedGateway.charge({ paymentId: `PAY-${index}`, amount: 100 as never })
  const approvedAt = async (rate: string) => {
    process.env.PAYMENT_SUCCESS_RATE = rate
    const answers = await Promise.all(Array.from({ length: 2000 }, (_, index) => ask(index)))
    return answers.filter(({ ok }) => ok).length
  }
  expect(await approvedAt('0')).toBe(0)
  expect(await approvedAt('1')).toBe(2000)
  const approved = await approvedAt('0.9')
  expect(approved).toBeGreaterThan(1740)
  expect(approved).toBeLessThan(1860)
  expect(await approvedAt('0.9')).toBe(approved)
})

test('says which payment is gone where its row was deleted under way, and the next delivery opens it again', async () => {
  const { charge, gateway, charged, paymentId } = await aPurchase()
  const deleting = charge(async (given) => {
    await dynamo.send(new DeleteCommand({ TableName: Resource.PaymentTable.name, Key: { paymentId } }))
    return gateway.charge(given)
  })
  const gone = { name: 'PaymentGone', message: `${paymentId} was deleted while it was PENDING` }
  await expect(deleting).rejects.toThrow(expect.objectContaining(gone))
  expect(await charge()).toMatchObject({ status: 'COMPLETED' })
  expect(charged.size).toBe(1)
})
