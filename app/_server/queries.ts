import 'server-only'
import type { CartView } from '@/lib/basket/cart-view'
import { totalOf } from '@/lib/basket/line'
import { findBasket } from '@/lib/basket/store'
import { mintCheckoutId } from '@/lib/checkout/checkout-id'
import { deliveryOf, optionsOf } from '@/lib/checkout/checkout-options'
import type { CheckoutView } from '@/lib/checkout/checkout-view'
import { linesOffered, offerOf } from '@/lib/checkout/offer'
import { totalPriceOf } from '@/lib/checkout/purchase'
import { OrderId, ProductId } from '@/lib/ids'
import { findOrder, listOrders, type OrdersPage, pageOf } from '@/lib/order/find-orders'
import type { OrderView } from '@/lib/order/order'
import { gateway } from '@/lib/payment/gateway'
import { browseCatalogue, readShelves, relatedProducts } from '@/lib/product/browse-catalogue'
import type { Product } from '@/lib/product/product'
import { findProduct, findProducts } from '@/lib/product/store'
import { cartViewOf } from './cart-view'
import { checkoutDrafts } from './checkout-draft'
import { checkoutViewOf } from './checkout-view'
import { aside, read } from './logged'
import { readOwn } from './session'
import { readLocale } from './visitor'

export * from './account-queries'
export { aside } from './logged'
export { cookiesRefused, readNotice } from './notice'
export { readContactEmail, readFormats, readLocale, readSite } from './visitor'

/** Whether the gateway that is configured moves no money. */
export const isDemonstration = gateway.simulated === true

export const readCatalogue = read(browseCatalogue)
export const readRelated = read(relatedProducts)
export const readProducts = read((ids: string[]) => findProducts(ids))

export const readProduct = read(async (id: string) =>
  ProductId.safeParse(id).success ? findProduct(id) : undefined,
)

/** Pages are given the parts of their address as they stand there, in some cases decoded already. */
export function productIdAt(part: string) {
  try {
    return decodeURIComponent(part)
  } catch (error) {
    if (!(error instanceof URIError)) throw error
    return part
  }
}

/** Every category, and the ids of everything the shop sells. */
export const readEverything = read(async () => {
  const shelves = await readShelves()
  return { categories: [...shelves.keys()], ids: [...shelves.values()].flat().map(({ entry }) => entry.id) }
})

/** What is shown of the products in lines of orders, by id. */
export const readPictures = async (lines: { productId: string }[]) => {
  const products = await readProducts(lines.map(({ productId }) => productId))
  return Object.fromEntries([...products].map(([id, { category, image }]) => [id, { category, image }]))
}

export const readBasket = read(() => readOwn(findBasket))

/** The basket with the name of the shopper, who may have none. */
export const readShopper = read(() =>
  readOwn(async (userName) => ({ userName, basket: await findBasket(userName) })),
)

/** How many of a product are in the visitor's cart, and whether its return is waited for. */
export async function readInterest(productId: string) {
  const basket = await aside(readBasket())
  return {
    held: basket?.items.find((line) => line.productId === productId)?.quantity ?? 0,
    watching: basket?.watching?.includes(productId) ?? false,
  }
}

/** What the visitor waits for, as it is now: asked for only where there is anything. */
export async function readWatched() {
  const ids = (await aside(readBasket()))?.watching ?? []
  if (ids.length === 0) return []
  const products = await aside(readProducts(ids))
  return ids.flatMap((id) => products?.get(id) ?? []).map(watchedOf)
}

const watchedOf = ({ id, name, category, image, availableStock }: Product) => ({
  ...{ id, name, category, image },
  isBack: availableStock > 0,
})

/** What there was not enough of for an order, as it is now, and what is like it. */
export async function readMissing({ items, inventory }: OrderView) {
  const short = (inventory?.lines ?? []).filter(
    ({ quantity, available }) => available !== undefined && available < quantity,
  )
  const [products, basket] = await Promise.all([
    readProducts(short.map(({ productId }) => productId)),
    aside(readBasket()),
  ])
  const nameOf = (id: string) => items.find(({ productId }) => productId === id)?.productName ?? id
  const missing = short.map(({ productId, quantity }) => ({
    ...{ productId, quantity, name: nameOf(productId), product: products.get(productId) },
    watching: basket?.watching?.includes(productId) ?? false,
  }))
  return { missing, similar: await similarTo([...products.values()]) }
}

const mostSimilar = 4

/** Of each in turn, without any of them and without what is sold out. */
async function similarTo(products: Product[]) {
  const shelves = await Promise.all(products.slice(0, mostSimilar).map(readRelated))
  const inTurn = Array.from({ length: mostSimilar }, (_, turn) =>
    shelves.flatMap((shelf) => shelf[turn] ?? []),
  ).flat()
  const others = inTurn.filter(
    ({ id, availableStock }) => availableStock > 0 && !products.some((product) => product.id === id),
  )
  return [...new Map(others.map((product) => [product.id, product])).values()].slice(0, mostSimilar)
}

/** The basket beside its products as they are now; undefined for who has none. */
export const readCart = read(async (): Promise<CartView | undefined> => {
  const basket = await readBasket()
  if (!basket) return undefined
  const lines = [...basket.items, ...(basket.removed ? [basket.removed.line] : [])]
  const products = await readProducts(lines.map(({ productId }) => productId))
  return cartViewOf(basket, products, await readLocale())
})

/** Those of guests that the shopper was are asked for beside the shopper's own, as soon as their names are known. */
export const readOrders = read(async (page: OrdersPage = {}) => {
  const lists = await readOwn((userName, linked) =>
    Promise.all([listOrders(userName, page), linked().then((names) => listOrders(names, page))]),
  )
  return pageOf(lists?.flat() ?? [], page)
})

/** Enough to find the last contact, also behind a few orders that came by the API without one. */
const remembered = 5

/** What the checkout shows; undefined for who has nothing to check out. */
export const readCheckout = read(async (): Promise<CheckoutView | undefined> => {
  const [cart, orders, draft] = await Promise.all([
    readCart(),
    readOrders({ limit: remembered }),
    checkoutDrafts.read(),
  ])
  return cart && cart.lines.length > 0 ? checkoutViewOf(cart, orders, draft) : undefined
})

export const readOrder = read(async (orderId: string) =>
  OrderId.safeParse(orderId).success
    ? readOwn(
        async (userName, linked) =>
          (await findOrder(userName, orderId)) ?? findOrder(await linked(), orderId),
      )
    : undefined,
)

/** What can still be had of an order at the prices of now, in cents, with the id that a checkout of it would have. */
export const readOffer = read(async (orderId: string) => {
  const order = await readOrder(orderId)
  if (!order) return undefined
  const products = await readProducts(order.items.map(({ productId }) => productId))
  const lines = offerOf(order.items, products).map((line) => {
    const { category, image } = products.get(line.productId) ?? {}
    return { ...line, picture: category ? { category, image } : undefined }
  })
  const items = linesOffered(lines)
  const delivery = deliveryOf(optionsOf(order).delivery)
  const totalPrice = totalPriceOf({ items, delivery })
  return { order, lines, subtotal: totalOf(items), delivery, totalPrice, checkoutId: mintCheckoutId() }
})
