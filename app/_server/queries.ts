import 'server-only'
import { connection } from 'next/server'
import { cache } from 'react'
import type { CartView } from '@/lib/basket/cart-view'
import { findBasket } from '@/lib/basket/store'
import { OrderId, ProductId } from '@/lib/ids'
import { findOrder, listOrders, type OrdersPage } from '@/lib/order/find-orders'
import { browseCatalogue } from '@/lib/product/browse-catalogue'
import { readShelves } from '@/lib/product/catalogue'
import type { Filter } from '@/lib/product/filter'
import type { Product } from '@/lib/product/product'
import { relatedProducts } from '@/lib/product/related-products'
import { findProduct, findProducts } from '@/lib/product/store'
import { cartViewOf } from './cart-view'
import { readFormats, readLocale } from './formats'
import { logged } from './logged'
import { currentUser } from './session'

export { cookiesRefused, readNotice } from './notice'
export { readSite } from './site'
export { readFormats, readLocale }

export const readCatalogue = logged(async (wish: Partial<Filter> & { limit?: number | undefined } = {}) => {
  await connection()
  return browseCatalogue(wish)
})

export const readProduct = cache(
  logged(async (id: string) => {
    await connection()
    return ProductId.safeParse(id).success ? findProduct(id) : undefined
  }),
)

/** Pages are given the parts of their address as they stand there, in some cases decoded already. */
export function readProductAt(part: string) {
  try {
    return readProduct(decodeURIComponent(part))
  } catch (error) {
    if (!(error instanceof URIError)) throw error
    return readProduct(part)
  }
}

export const readRelated = logged(async (product: Pick<Product, 'id' | 'category'>) => {
  await connection()
  return relatedProducts(product)
})

/** Every category, and the ids and names of everything the shop sells. */
export const readEverything = logged(async () => {
  await connection()
  const shelves = await readShelves()
  return {
    categories: [...shelves.keys()],
    products: [...shelves.values()].flat().map(({ entry }) => entry),
  }
})

export const readBasket = cache(
  logged(async () => {
    await connection()
    const userName = await currentUser()
    return userName === undefined ? undefined : findBasket(userName)
  }),
)

export const readProducts = logged(async (ids: string[]) => {
  await connection()
  return findProducts(ids)
})

/** What is shown of the products in lines of orders, by id. */
export const readPictures = async (lines: { productId: string }[]) => {
  const products = await readProducts(lines.map(({ productId }) => productId))
  return Object.fromEntries([...products].map(([id, { category, image }]) => [id, { category, image }]))
}

/** The basket beside its products as they are now; undefined for who has none. */
export const readCart = logged(async (): Promise<CartView | undefined> => {
  const basket = await readBasket()
  if (!basket) return undefined
  const lines = [...basket.items, ...(basket.removed ? [basket.removed.line] : [])]
  const products = await readProducts(lines.map(({ productId }) => productId))
  return cartViewOf(basket, products, await readLocale())
})

export const readOrders = logged(async (page: OrdersPage = {}) => {
  await connection()
  const userName = await currentUser()
  return userName === undefined ? [] : listOrders(userName, page)
})

export const readOrder = cache(
  logged(async (orderId: string) => {
    await connection()
    const userName = await currentUser()
    if (userName === undefined || !OrderId.safeParse(orderId).success) return undefined
    return findOrder(userName, orderId)
  }),
)
