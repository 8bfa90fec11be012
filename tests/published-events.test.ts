import { EventBridgeClient } from '@aws-sdk/client-eventbridge'
import { SQSClient } from '@aws-sdk/client-sqs'
import { Resource } from 'sst'
import { expect, test, vi } from 'vitest'
import { asyncapi } from '../lib/api/asyncapi'
import { publish } from '../lib/aws/bus'
import { setBasket } from '../lib/basket/change-basket'
import { checkoutBasket } from '../lib/checkout/checkout-basket'
import { eventTypes } from '../lib/events'
import { cancelOrder } from '../lib/order/cancel-order'
import { checkOfEvents } from './described'
import { embeddedAws, stock } from './embedded-aws'
import { followBus } from './followed-bus'
import { newShopper, purchaseOf } from './purchases'

// Half of all payments fail, so that every event comes about soon.
vi.hoisted(() => {
  process.env.PAYMENT_SUCCESS_RATE = '0.5'
})
embeddedAws({ functions: true })

test('every event of purchases that go well, fail, find no stock and are cancelled is as the AsyncAPI document says', async () => {
  const bus = await followBus({
    eventBridge: new EventBridgeClient({}),
    sqs: new SQSClient({}),
    bus: Resource.SwnEventBus.name,
  })
  const cup = await stock({ availableStock: 10_000, price: 34.5, name: 'Cup ☕' })
  const rare = await stock({ availableStock: 0 })
  async function changeOnesMind() {
    const userName = newShopper()
    await setBasket(userName, [{ productId: cup.id, quantity: 2 }])
    const placed = await checkoutBasket({ userName })
    if (!placed.ok) throw new Error(placed.reason)
    // Refused where its payment has failed by now: the next one may be taken.
    await cancelOrder({ userName, orderId: placed.orderId })
  }

  const seen = new Set<string>()
  const check = checkOfEvents(JSON.parse(JSON.stringify(asyncapi)))
  while (seen.size < eventTypes.length) {
    const purchases = [purchaseOf([cup, 1]), purchaseOf([rare, 1]), purchaseOf([cup, 1], [rare, 3])]
    await Promise.all([changeOnesMind(), ...purchases.map((purchase) => publish('CheckoutBasket', purchase))])
    // An order is told of three times at least.
    for (const event of await bus.takeUntil((taken) => taken.length >= 3 * purchases.length)) {
      expect(check(event), JSON.stringify(event)).toEqual([])
      seen.add(event['detail-type'])
    }
  }
  expect([...seen].sort()).toEqual([...eventTypes].sort())
  await bus.stop()
})
