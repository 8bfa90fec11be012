import 'server-only'
import { headers } from 'next/headers'
import { connection } from 'next/server'
import { cache } from 'react'
import { findBasket } from '@/lib/basket/store'
import { OrderId, ProductId } from '@/lib/ids'
import { localeOf } from '@/lib/money-format'
import { findOrder, listOrders } from '@/lib/order/find-orders'
import { browseCatalogue } from '@/lib/product/browse-catalogue'
import type { Filter } from '@/lib/product/filter'
import { findProduct, findProducts } from '@/lib/product/store'
import { currentUser } from './session'

export { readFlash } from './flash'

/** The locale in whose formats this visitor reads amounts. */
export async function readLocale() {
  return localeOf((await headers()).get('accept-language'))
}

export async function readCatalogue(wish: Partial<Filter> & { limit?: number | undefined } = {}) {
  await connection()
  return browseCatalogue(wish)
}

export const readProduct = cache(async (id: string) => {
  await connection()
  return ProductId.safeParse(id).success ? findProduct(id) : undefined
})

export const readBasket = cache(async () => {
  await connection()
  const userName = await currentUser()
  return userName === undefined ? undefined : findBasket(userName)
})

export async function readProducts(ids: string[]) {
  await connection()
  return findProducts(ids)
}

/** The basket beside its products as they are now: prices and stock may have moved since a line was added. */
export async function readCart() {
  const basket = await readBasket()
  if (!basket || basket.items.length === 0) return undefined
  return { basket, products: await readProducts(basket.items.map(({ productId }) => productId)) }
}

export async function readOrders(page: { limit?: number | undefined; before?: string | undefined } = {}) {
  await connection()
  const userName = await currentUser()
  return userName === undefined ? [] : listOrders(userName, page)
}

export const readOrder = cache(async (orderId: string) => {
  await connection()
  const userName = await currentUser()
  if (userName === undefined || !OrderId.safeParse(orderId).success) return undefined
  return findOrder(userName, orderId)
})
