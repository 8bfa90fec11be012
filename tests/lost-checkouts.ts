import { BatchWriteCommand } from '@aws-sdk/lib-dynamodb'
import { Resource } from 'sst'
import * as z from 'zod'
import { dynamo } from '../lib/aws/dynamo'
import { Checkout, openShardOf, orderDateOf } from '../lib/checkout/checkout'
import { Money } from '../lib/money'
import { newShopper } from './purchases'

type Given = {
  /** Ids of this shard only. */
  shard?: string | undefined
  name?: string
  productIds?: readonly string[]
}

function newCheckoutId(shard?: string): string {
  const id = `ORD-${crypto.randomUUID()}`
  return shard === undefined || openShardOf(id) === shard ? id : newCheckoutId(shard)
}

const tenCups = Array.from({ length: 10 }, (_, index) => `cup-${index}`)

/** Puts so many open checkouts whose events were lost an hour ago, a piece of each product at 1.00, as rows alone. */
export async function putLostCheckouts(
  count: number,
  { shard, name = 'Cup', productIds = tenCups }: Given = {},
) {
  const placedAt = new Date(Date.now() - 3_600_000)
  const checkouts = Array.from({ length: count }, () => {
    const checkoutId = newCheckoutId(shard)
    const userName = newShopper()
    const line = { productName: name, price: Money.parse(1), quantity: 1 }
    return z.encode(Checkout, {
      checkoutId,
      userName,
      orderDate: orderDateOf(placedAt, checkoutId),
      items: productIds.map((productId) => ({ ...line, productId })),
      totalPrice: Money.parse(productIds.length),
      paymentMethod: 'card',
      attempts: 0,
      open: openShardOf(checkoutId),
      dueAt: new Date(placedAt.getTime() + 60_000).toISOString(),
      openFor: userName,
    })
  })
  for (let from = 0; from < count; from += 25)
    await dynamo.send(
      new BatchWriteCommand({
        RequestItems: {
          [Resource.CheckoutTable.name]: checkouts
            .slice(from, from + 25)
            .map((Item) => ({ PutRequest: { Item } })),
        },
      }),
    )
  return checkouts.map(({ checkoutId }) => checkoutId)
}
