import { request } from '@playwright/test'

/** The product whose page is measured. */
export const shown = { id: 'halo-headphones', name: 'Halo Headphones' }

const basket = [
  { productId: 'ember-teapot', quantity: 1 },
  { productId: 'morning-cup', quantity: 2 },
]

/** The cookies of a shopper who has bought once and has two lines in the cart again. */
export async function shopperWithOrderAndCart(shop: string) {
  const api = await request.newContext({ baseURL: shop })
  const fill = () => api.put('/api/basket', { data: { items: basket } })
  await fill()
  const placed = await api.post('/basket/checkout')
  if (!placed.ok()) throw new Error(`checkout answered ${placed.status()}`)
  const { orderId } = await placed.json()
  while (!(await (await api.get(`/api/orders/${orderId}`)).json()).settled)
    await new Promise((next) => setTimeout(next, 100))
  await fill()
  const { cookies } = await api.storageState()
  await api.dispose()
  return cookies
}
