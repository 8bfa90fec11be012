import { Resource } from 'sst'
import * as z from 'zod'
import { dynamo } from '../lib/aws/dynamo'
import { Checkout, openShardOf, orderDateOf } from '../lib/checkout/checkout'
import { Money } from '../lib/money'
import { writeAll } from './many/write-rows'
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
  const table = Resource.CheckoutTable.name
  await writeAll(
    dynamo,
    checkouts.map((item) => ({ table, item })),
  )
  return checkouts.map(({ checkoutId }) => checkoutId)
}
