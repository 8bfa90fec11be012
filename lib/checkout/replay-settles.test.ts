import { ScanCommand } from '@aws-sdk/lib-dynamodb'
import { Resource } from 'sst'
import { expect, test, vi } from 'vitest'
import { embeddedAws, rowsOf, stock } from '../../tests/embedded-aws'
import { putLostCheckouts } from '../../tests/lost-checkouts'
import { dynamo } from '../aws/dynamo'
import { endOfTime, reconcileCheckouts } from './reconcile-checkouts'

embeddedAws({ functions: true })

/** OPEN_CHECKOUTS=3000 for as many as an hour without the bus leaves. */
const count = Number(process.env.OPEN_CHECKOUTS ?? 200)

test('open checkouts that are replayed run through all functions and settle, each once', async () => {
  const product = await stock({ availableStock: count, price: 1 })
  const ids = new Set(await putLostCheckouts(count, { productIds: [product.id] }))
  await reconcileCheckouts(endOfTime)
  const anOpenOne = { TableName: Resource.CheckoutTable.name, IndexName: 'byOpen', Limit: 1 }
  await vi.waitFor(async () => expect((await dynamo.send(new ScanCommand(anOpenOne))).Items).toEqual([]), {
    timeout: 120_000 + count * 200,
    interval: 250,
  })

  for (const table of ['OrderTable', 'PaymentTable', 'ReservationTable'] as const)
    expect(new Set((await rowsOf(table)).map(({ orderId }) => orderId))).toEqual(ids)
  const orders = await rowsOf('OrderTable')
  const reserved = orders.filter(({ inventory }) => inventory.status === 'RESERVED').length
  expect(await rowsOf('ProductTable')).toMatchObject([{ availableStock: count - reserved }])
  for (const { payment, inventory } of orders)
    expect(`${payment.status} ${inventory.status}`).toMatch(/^(COMPLETED RESERVED|FAILED RELEASED)$/)
}, 700_000)
