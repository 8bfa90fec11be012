import type { Page } from '@playwright/test'
import { ulid } from 'ulid'
import { fillBasket } from './shop'
import { type Fact, storeOrder } from './tables'

type Shop = { data: string }
type Given = { facts?: Fact[]; date?: Date; reason?: string }

/** The shopper that `page` is from its first basket on. */
export const newShopper = async (page: Page): Promise<string> =>
  (await (await fillBasket(page, { productId: 'field-camera', quantity: 1 })).json()).userName

/** Writes an order of which `facts` are known; `now` writes it again with others. */
export async function order(shop: Shop, userName: string, { facts = [], date, reason }: Given = {}) {
  const placed = date ?? new Date()
  const orderId = `ORD-${ulid(placed.getTime())}`
  const orderDate = placed.toISOString()
  await storeOrder(shop, { userName, orderId, orderDate, facts, ...(reason ? { reason } : {}) })
  return {
    orderId,
    orderDate,
    now: (known: Fact[]) => storeOrder(shop, { userName, orderId, orderDate, facts: known }),
  }
}
