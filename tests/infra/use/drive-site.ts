import * as z from 'zod'
import type { SiteCall } from './site-sandbox'

const Answer = z.object({ status: z.number(), body: z.record(z.string(), z.unknown()).default({}) })

type Call = (call: SiteCall) => Promise<unknown>
type Lines = { productId: string; quantity: number }[]

const cart = 'app/cart/actions.ts'
const queries = 'app/_server/queries.ts'

/** One visitor who does everything the site can do, with a product that is in stock. */
export async function driveSite(call: Call, id: string) {
  async function route(file: string, name: string, url: string, given: Partial<SiteCall> = {}) {
    const answer = await call({ module: `app/${file}/route.ts`, name, url, ...given })
    const { status, body } = Answer.parse(answer)
    if (status >= 400) throw new Error(`${name} ${url} answered ${status} ${JSON.stringify(body)}`)
    return body
  }
  const fill = (items: Lines) => route('api/basket', 'PUT', '/api/basket', { body: { items } })
  const read = (name: string, ...args: unknown[]) => call({ module: queries, name, args })
  const act = (name: string, form: Record<string, string>) => call({ module: cart, name, form })

  await route('api/health', 'GET', '/api/health')
  await route('api/products', 'GET', '/api/products?q=a')
  await route('api/products', 'GET', '/api/products?category=Play')
  await route('api/products/[id]', 'GET', `/api/products/${id}`, { params: { id } })

  await fill([{ productId: id, quantity: 2 }])
  await route('api/basket', 'DELETE', '/api/basket')
  await fill([{ productId: id, quantity: 1 }])
  const { orderId } = await route('basket/checkout', 'POST', '/basket/checkout', { body: {} })
  await route('basket/checkout', 'POST', '/basket/checkout', { body: { checkoutId: orderId } })
  await route('api/orders', 'GET', '/api/orders?limit=5')
  await route('api/orders/[orderId]', 'GET', `/api/orders/${orderId}`, {
    params: { orderId: String(orderId) },
  })

  const added = { productId: id, quantity: '1' }
  await act('addToCart', added)
  await act('changeCart', { ...added, quantity: '2' })
  await act('changeCart', { ...added, quantity: '0' })
  await act('addToCart', added)
  await read('readCart')
  const { totalPrice } = await route('api/basket', 'GET', '/api/basket')
  await act('placeOrder', { expectedTotal: String(totalPrice) })

  await read('readCatalogue', { category: 'Play' })
  await read('readProduct', id)
  await read('readProducts', [id])
  await read('readBasket')
  await read('readOrders', {})
  await read('readOrder', orderId)
}
