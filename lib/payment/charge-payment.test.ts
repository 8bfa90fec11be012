import { DeleteCommand } from '@aws-sdk/lib-dynamodb'
import { Resource } from 'sst'
import { expect, test } from 'vitest'
import { embeddedAws, receive, stock } from '../../tests/embedded-aws'
import { approve, decline, ledgerGateway } from '../../tests/ledger'
import { purchaseOf } from '../../tests/purchases'
import { dynamo } from '../aws/dynamo'
import { paymentIdOf } from '../ids'
import { cancelPayment, chargePayment } from './charge-payment'
import { simulatedGateway } from './simulated-gateway'
import { findPayment, openPayment } from './store'

embeddedAws()

const aPurchase = async () => purchaseOf([await stock({ price: 34.5 }), 2])
const rejected = (purchase: Awaited<ReturnType<typeof aPurchase>>) => ({
  ...purchase,
  shortages: [{ productId: purchase.items[0]?.productId ?? '', requested: 2, available: 0 }],
})

test('charges once however often the event comes, and publishes the outcome every time', async () => {
  const { gateway, asked } = ledgerGateway()
  const purchase = await aPurchase()
  await chargePayment(purchase, gateway)
  await chargePayment(purchase, gateway)

  expect(asked.charge).toBe(1)
  expect(await findPayment(paymentIdOf(purchase.orderId))).toMatchObject({
    status: 'COMPLETED',
    amount: 6900,
    transactionId: 'TXN-1',
    paymentMethod: 'card',
  })
  const told = await receive('OrderQueue', 2)
  expect(told).toMatchObject(Array(2).fill({ type: 'PaymentCompleted', detail: { amount: 69 } }))
})

test('two deliveries at once move the money once', async () => {
  const { gateway, charged } = ledgerGateway()
  const purchase = await aPurchase()
  await Promise.all([1, 2, 3].map(() => chargePayment(purchase, gateway)))
  expect(charged.size).toBe(1)
  await receive('OrderQueue', 3)
})

test('a declined payment tells ordering and inventory why', async () => {
  const { gateway } = ledgerGateway(decline)
  const purchase = await aPurchase()
  await chargePayment(purchase, gateway)
  const failed = {
    type: 'PaymentFailed',
    detail: { orderId: purchase.orderId, failureReason: 'card_declined' },
  }
  expect(await receive('OrderQueue', 1)).toMatchObject([failed])
  expect(await receive('InventoryQueue', 1)).toMatchObject([failed])
})

test('goes on after a crash between charging and writing the outcome', async () => {
  const { gateway, charged } = ledgerGateway()
  const purchase = await aPurchase()
  const crashing = {
    ...gateway,
    charge: async (charge: Parameters<typeof gateway.charge>[0]) => {
      await gateway.charge(charge)
      throw new Error('crashed after charging')
    },
  }
  await expect(chargePayment(purchase, crashing)).rejects.toThrow('crashed')
  expect(await findPayment(paymentIdOf(purchase.orderId))).toMatchObject({ status: 'PENDING' })

  await chargePayment(purchase, gateway)
  expect(charged.size).toBe(1)
  expect(await findPayment(paymentIdOf(purchase.orderId))).toMatchObject({ status: 'COMPLETED' })
  await receive('OrderQueue', 1)
})

test('stock refused before the charge: the late checkout charges nothing', async () => {
  const { gateway, asked } = ledgerGateway()
  const purchase = await aPurchase()
  await cancelPayment(rejected(purchase), gateway)
  await chargePayment(purchase, gateway)
  expect(asked).toEqual({ charge: 0, refund: 0 })
  expect(await findPayment(paymentIdOf(purchase.orderId))).toMatchObject({
    status: 'FAILED',
    failureReason: 'out_of_stock',
  })
  await receive('OrderQueue', 2)
})

test('stock refused after the charge: refunded once', async () => {
  const { gateway, refunded, asked } = ledgerGateway()
  const purchase = await aPurchase()
  await chargePayment(purchase, gateway)
  await cancelPayment(rejected(purchase), gateway)
  await cancelPayment(rejected(purchase), gateway)
  expect(refunded.size).toBe(1)
  expect(asked.refund).toBe(1)
  expect(await findPayment(paymentIdOf(purchase.orderId))).toMatchObject({ status: 'REFUNDED' })
  const told = await receive('OrderQueue', 3)
  expect(told.map(({ type }) => type).sort()).toEqual([
    'PaymentCompleted',
    'PaymentRefunded',
    'PaymentRefunded',
  ])
})

test('stock refused while the charge is under way: whoever settles it refunds it', async () => {
  const purchase = await aPurchase()
  const books = ledgerGateway()
  const meeting = {
    ...books.gateway,
    async charge(charge: Parameters<typeof books.gateway.charge>[0]) {
      const answered = await books.gateway.charge(charge)
      await cancelPayment(rejected(purchase), books.gateway)
      return answered
    },
  }
  await chargePayment(purchase, meeting)
  expect(books.refunded.size).toBe(1)
  expect(await findPayment(paymentIdOf(purchase.orderId))).toMatchObject({ status: 'REFUNDED' })
})

test('a charge that answers late changes nothing about a payment that was refunded meanwhile', async () => {
  const purchase = await aPurchase()
  const { gateway, asked } = ledgerGateway()
  const late = {
    ...gateway,
    async charge(charge: Parameters<typeof gateway.charge>[0]) {
      await chargePayment(purchase, gateway)
      await cancelPayment(rejected(purchase), gateway)
      return gateway.charge(charge)
    },
  }
  await chargePayment(purchase, late)
  expect(asked.refund).toBe(1)
  expect(await findPayment(paymentIdOf(purchase.orderId))).toMatchObject({ status: 'REFUNDED' })
})

test('a cancelled payment left PENDING by a crash is charged and refunded, not lost', async () => {
  const { gateway, refunded } = ledgerGateway(approve)
  const purchase = await aPurchase()
  const { orderId, userName, orderDate, totalPrice: amount } = purchase
  await openPayment({
    ...{ orderId, userName, orderDate, amount },
    paymentId: paymentIdOf(orderId),
    status: 'PENDING',
    cancelled: true,
  })
  await chargePayment(purchase, gateway)
  expect(refunded.size).toBe(1)
})

test('the simulated gateway approves the share it is told to, each payment always alike', async () => {
  const ask = (index: number) => simulatedGateway.charge({ paymentId: `PAY-${index}`, amount: 100 as never })
  const approvedAt = async (rate: string) => {
    process.env.PAYMENT_SUCCESS_RATE = rate
    return (await Promise.all(Array.from({ length: 2000 }, (_, index) => ask(index)))).filter(({ ok }) => ok)
      .length
  }
  expect(await approvedAt('0')).toBe(0)
  expect(await approvedAt('1')).toBe(2000)
  const approved = await approvedAt('0.9')
  expect(approved).toBeGreaterThan(1740)
  expect(approved).toBeLessThan(1860)
  expect(await approvedAt('0.9')).toBe(approved)
})

test('says which payment is gone where its row was deleted under way, and the next delivery opens it again', async () => {
  const { gateway, charged } = ledgerGateway()
  const purchase = await aPurchase()
  const paymentId = paymentIdOf(purchase.orderId)
  const deleting = {
    ...gateway,
    async charge(charge: Parameters<typeof gateway.charge>[0]) {
      await dynamo.send(new DeleteCommand({ TableName: Resource.PaymentTable.name, Key: { paymentId } }))
      return gateway.charge(charge)
    },
  }
  await expect(chargePayment(purchase, deleting)).rejects.toThrow(
    expect.objectContaining({
      name: 'PaymentGone',
      message: `${paymentId} was deleted while it was PENDING`,
    }),
  )
  expect(await chargePayment(purchase, gateway)).toMatchObject({ status: 'COMPLETED' })
  expect(charged.size).toBe(1)
})
