import { expect, type Page } from '@playwright/test'

/** Of a page or of a test that has none: who asks is told by the cookie of its context. */
type Shopper = Pick<Page, 'request'>

const read = async ({ request }: Shopper, path: string) => (await request.get(path)).json()

/** Makes the basket exactly this: quantities by product. */
export const fillBasket = ({ request }: Shopper, lines: Record<string, number>) => {
  const items = Object.entries(lines).map(([productId, quantity]) => ({ productId, quantity }))
  return request.put('/api/basket', { data: { items } })
}

export const basketOf = (shopper: Shopper) => read(shopper, '/api/basket')

export const stockOf = async (shopper: Shopper, id: string): Promise<number> =>
  (await read(shopper, `/api/products/${id}`)).availableStock

type Order = { orderId: string; status: string; settled: boolean }

export const ordersOf = async (shopper: Shopper): Promise<Order[]> =>
  (await read(shopper, '/api/orders')).orders

/** Fills the basket and checks it out, both through the API. */
export async function buy(shopper: Shopper, lines: Record<string, number>): Promise<Order> {
  await fillBasket(shopper, lines)
  const accepted = await shopper.request.post('/basket/checkout')
  expect(accepted.status()).toBe(200)
  return accepted.json()
}

/** Who buys in the tests, as the form of the checkout asks for it. */
export const contact = {
  'E-mail': 'ada@example.com',
  Name: 'Ada Lovelace',
  'Street and number': '12 St James’s Square',
  'Town or city': 'London',
  Postcode: 'SW1Y 4LB',
}

/** Types it into the checkout; then nothing is left but to place the order. */
export async function fillContact(
  page: Page,
  { country = 'GB', ...fields }: Record<string, string> = contact,
) {
  await page.getByRole('combobox', { name: 'Country or region' }).selectOption(country)
  for (const [label, text] of Object.entries(fields)) await page.getByLabel(label, { exact: true }).fill(text)
}

/** Waits, through the API, until the shopper's newest order is settled. */
export async function untilSettled(shopper: Shopper): Promise<Order> {
  await expect.poll(async () => (await ordersOf(shopper))[0]?.settled).toBe(true)
  const [newest] = await ordersOf(shopper)
  if (!newest) throw new Error('no order')
  return newest
}
