import { UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { Resource } from 'sst'
import { expect, test } from 'vitest'
import { embeddedAws, receive, stock } from '../../tests/embedded-aws'
import { newShopper } from '../../tests/purchases'
import { dynamo } from '../aws/dynamo'
import { setBasket } from '../basket/change-basket'
import { checkoutBasket } from './checkout-basket'
import { endOfTime, reconcileCheckouts } from './reconcile-checkouts'
import { closeCheckout, findCheckout } from './store'

embeddedAws()

const traceId = '1-69218f20-0123456789abcdef01234567'

async function openCheckout() {
  const userName = newShopper()
  await setBasket(userName, [{ productId: (await stock()).id, quantity: 1 }])
  const placed = await checkoutBasket({ userName, traceHeader: `Root=${traceId}` })
  if (!placed.ok) throw new Error(placed.reason)
  await receive('OrderQueue', 1)
  return placed.orderId
}

const setAttempts = (checkoutId: string, attempts: number) =>
  dynamo.send(
    new UpdateCommand({
      TableName: Resource.CheckoutTable.name,
      Key: { checkoutId },
      UpdateExpression: 'SET attempts = :attempts',
      ExpressionAttributeValues: { ':attempts': attempts },
    }),
  )

test('publishes what is due again, the same event, and backs off', async () => {
  const orderId = await openCheckout()
  const inAnHour = new Date(Date.now() + 3_600_000).toISOString()
  expect(await reconcileCheckouts(new Date().toISOString())).toMatchObject({ published: 0 })
  expect(await reconcileCheckouts(inAnHour)).toMatchObject({ published: 1, failed: 0, overdue: 0 })
  expect(await receive('OrderQueue', 1)).toMatchObject([
    { type: 'CheckoutBasket', detail: { orderId, traceId } },
  ])

  const postponed = await findCheckout(orderId)
  expect(postponed?.attempts).toBe(1)
  expect(Date.parse(postponed?.dueAt ?? '')).toBeGreaterThan(Date.now() + 100_000)
  await closeCheckout(orderId, new Date())
})

test('says how old the oldest of those it found due is, in seconds', async () => {
  const [older, younger] = [await openCheckout(), await openCheckout()]
  const orderDate = new Date(Date.now() - 1_000_000).toISOString()
  await dynamo.send(
    new UpdateCommand({
      TableName: Resource.CheckoutTable.name,
      Key: { checkoutId: older },
      UpdateExpression: 'SET orderDate = :orderDate',
      ExpressionAttributeValues: { ':orderDate': orderDate },
    }),
  )
  const { oldestSeconds } = await reconcileCheckouts(endOfTime)
  expect(oldestSeconds).toBeGreaterThanOrEqual(1_000)
  expect(oldestSeconds).toBeLessThan(1_100)
  for (const orderId of [older, younger]) await closeCheckout(orderId, new Date())
  expect(await reconcileCheckouts(endOfTime)).toMatchObject({ oldestSeconds: 0 })
})

test('leaves a settled checkout alone', async () => {
  const orderId = await openCheckout()
  await closeCheckout(orderId, new Date())
  expect(await reconcileCheckouts(endOfTime)).toMatchObject({ published: 0 })
})

test('says when a checkout is overdue and still goes on', async () => {
  const orderId = await openCheckout()
  await setAttempts(orderId, 9)
  expect(await reconcileCheckouts(endOfTime)).toMatchObject({ published: 1, failed: 0, overdue: 1 })
  expect(await reconcileCheckouts(endOfTime)).toMatchObject({ published: 1, failed: 0, overdue: 1 })
  expect((await findCheckout(orderId))?.attempts).toBe(11)
  await closeCheckout(orderId, new Date())
})

test('one row that cannot be read does not hold up the others', async () => {
  const [broken, whole] = [await openCheckout(), await openCheckout()]
  await dynamo.send(
    new UpdateCommand({
      TableName: Resource.CheckoutTable.name,
      Key: { checkoutId: broken },
      UpdateExpression: 'SET totalPrice = :none',
      ExpressionAttributeValues: { ':none': 'ten' },
    }),
  )
  expect(await reconcileCheckouts(endOfTime)).toMatchObject({ published: 1, failed: 1, overdue: 0 })
  expect((await findCheckout(whole))?.attempts).toBe(1)
})
