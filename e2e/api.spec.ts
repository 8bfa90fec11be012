import type { APIRequestContext, APIResponse } from '@playwright/test'
import { expect, test } from './shop'
import { changeProduct } from './tables'

const put = (request: APIRequestContext, items: unknown) => request.put('/api/basket', { data: { items } })

async function errorOf(response: APIResponse, status: number) {
  expect(response.status()).toBe(status)
  const body = await response.text()
  expect(body).not.toMatch(/\bat .*:\d+:\d+/)
  return JSON.parse(body).error as { code: string; message: string } & Record<string, unknown>
}

test('the catalogue is found by category and by words', async ({ request }) => {
  const { products } = await (await request.get('/api/products')).json()
  expect(products).toHaveLength(48)
  expect(products[0]).toEqual(
    expect.objectContaining({
      id: expect.any(String),
      price: expect.any(Number),
      availableStock: expect.any(Number),
    }),
  )
  const named = async (query: string) =>
    (await (await request.get(`/api/products?${query}`)).json()).products.map(({ id }: { id: string }) => id)
  expect(await named('category=Play')).toHaveLength(8)
  expect(await named('q=TEAPOT')).toEqual(['ember-teapot'])
  expect(await named('category=Play&q=teapot')).toEqual([])
  expect((await (await request.get('/api/products/signal-torch')).json()).price).toBe(34.5)
  for (const path of ['/api/products/nothing', '/api/nothing', '/api/nothing/at/all'])
    expect(await errorOf(await request.get(path), 404)).toMatchObject({ code: 'not_found' })
})

test('a basket is priced by the shop, whatever the client says', async ({ request }) => {
  expect(await (await request.get('/api/basket')).json()).toMatchObject({ items: [], totalPrice: 0 })
  const answer = await put(request, [
    { productId: 'signal-torch', quantity: 2, price: 0.01, productName: 'Free' },
  ])
  expect(answer.headers()['set-cookie']).toMatch(/HttpOnly/i)
  const basket = await answer.json()
  expect(basket).toMatchObject({
    userName: expect.stringMatching(/^guest-/),
    checkoutId: expect.stringMatching(/^ORD-/),
    items: [{ productId: 'signal-torch', productName: 'Signal Torch', price: 34.5, quantity: 2 }],
    totalPrice: 69,
  })
  expect(await (await request.get('/api/basket')).json()).toEqual(basket)
  expect((await request.delete('/api/basket')).status()).toBe(204)
  expect(await (await request.get('/api/basket')).json()).toMatchObject({
    userName: basket.userName,
    items: [],
    totalPrice: 0,
  })
})

for (const [name, items, field] of [
  ['quantity 0', [{ productId: 'sea-salt', quantity: 0 }], 'quantity'],
  ['quantity 100', [{ productId: 'sea-salt', quantity: 100 }], 'quantity'],
  ['quantity 1.5', [{ productId: 'sea-salt', quantity: 1.5 }], 'quantity'],
  ['quantity as text', [{ productId: 'sea-salt', quantity: '1' }], 'quantity'],
  ['no product', [{ quantity: 1 }], 'productId'],
  ['an unknown product', [{ productId: 'nothing', quantity: 1 }], 'nothing'],
  ['no list', 'sea-salt', 'items'],
  ['51 lines', Array.from({ length: 51 }, (_, at) => ({ productId: `p${at}`, quantity: 1 })), 'items'],
] as const) {
  test(`a basket with ${name} is refused by name and changes nothing`, async ({ request }) => {
    await put(request, [{ productId: 'sea-salt', quantity: 1 }])
    const error = await errorOf(await put(request, items), 422)
    expect(error.code).toBe('invalid')
    expect(error.message).toContain(field)
    expect(await (await request.get('/api/basket')).json()).toMatchObject({ items: [{ quantity: 1 }] })
  })
}

test('a body that is not JSON, and one that is too long, are refused', async ({ request }) => {
  const headers = { 'content-type': 'application/json' }
  await errorOf(await request.put('/api/basket', { headers, data: Buffer.from('{"items":') }), 400)
  await errorOf(
    await request.put('/api/basket', { headers, data: Buffer.from(`"${'x'.repeat(100_000)}"`) }),
    413,
  )
  await errorOf(await request.post('/basket/checkout', { headers, data: Buffer.from('[') }), 400)
})

test('checkout refuses what it does not understand by name', async ({ request }) => {
  await put(request, [{ productId: 'sea-salt', quantity: 1 }])
  const refusals = { paymentMethod: 'gold', expectedTotal: 1.005, checkoutId: 'ORD-of-another' }
  for (const [field, value] of Object.entries(refusals)) {
    const error = await errorOf(await request.post('/basket/checkout', { data: { [field]: value } }), 422)
    expect(error).toMatchObject({ code: 'invalid', message: expect.stringContaining(field) })
  }
})

test('what no basket and no order can hold is refused by name', async ({ request, shop }) => {
  const productId = 'wall-mirror'
  const { price } = await (await request.get(`/api/products/${productId}`)).json()
  const wanted = (quantity: number) => ({ productId, quantity })
  expect(await errorOf(await put(request, [wanted(60), wanted(60)]), 422)).toMatchObject({
    message: expect.stringMatching(/^items.*99/),
  })
  await put(request, [wanted(2)])
  await changeProduct(shop, productId, { price: 900_000_000 })
  try {
    expect(await errorOf(await put(request, [wanted(2)]), 422)).toMatchObject({
      message: expect.stringMatching(/^items: .*total is too high/),
    })
    expect(await errorOf(await request.post('/basket/checkout'), 422)).toMatchObject({
      code: 'invalid',
      message: expect.stringMatching(/^totalPrice: .*too high/),
    })
  } finally {
    await changeProduct(shop, productId, { price })
  }
  expect(await (await request.get('/api/basket')).json()).toMatchObject({ items: [wanted(2)] })
})

test('a body of another kind and a query that makes no sense are 422, a form that is none is 400', async ({
  request,
}) => {
  for (const data of ['7', '"text"', 'null', '[1]'].map((text) => Buffer.from(text))) {
    const headers = { 'content-type': 'application/json' }
    await errorOf(await request.put('/api/basket', { headers, data }), 422)
    await errorOf(await request.post('/basket/checkout', { headers, data }), 422)
  }
  for (const query of ['limit=0', 'limit=101', 'page=x', 'sort=nothing'])
    await errorOf(await request.get(`/api/products?${query}`), 422)
  await errorOf(await request.post('/cart/change', { data: { productId: 'sea-salt' } }), 400)
  const form = await request.post('/cart/change', { multipart: { productId: 'sea-salt', quantity: '1.5' } })
  expect(await form.json()).toMatchObject({ ok: false, message: expect.stringContaining('quantity') })
})

test('checkout refuses a total that is not the one expected, and takes the right one', async ({
  request,
}) => {
  const { checkoutId } = await (await put(request, [{ productId: 'signal-torch', quantity: 2 }])).json()
  const wish = { checkoutId, expectedTotal: 68.99 }
  expect(await errorOf(await request.post('/basket/checkout', { data: wish }), 409)).toMatchObject({
    code: 'total_changed',
    totalPrice: 69,
  })
  const placed = await request.post('/basket/checkout', { data: { ...wish, expectedTotal: 69 } })
  expect(await placed.json()).toEqual({
    orderId: checkoutId,
    orderDate: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
    totalPrice: 69,
  })
})

test('orders are listed newest first, in pages, to the shopper who placed them', async ({ request }) => {
  const placed: string[] = []
  for (const quantity of [1, 2, 3]) {
    await put(request, [{ productId: 'sea-salt', quantity }])
    placed.push((await (await request.post('/basket/checkout')).json()).orderId)
  }
  const list = async (query = '') => (await (await request.get(`/api/orders${query}`)).json()).orders
  await expect
    .poll(async () => (await list()).filter(({ settled }: { settled: boolean }) => settled).length)
    .toBe(3)

  const orders = await list()
  expect(orders.map(({ orderId }: { orderId: string }) => orderId)).toEqual(placed.toReversed())
  expect(orders[0]).toMatchObject({
    status: 'CONFIRMED',
    settled: true,
    totalPrice: expect.any(Number),
    payment: { status: 'COMPLETED', paymentId: `PAY-${placed[2]}` },
    inventory: { status: 'RESERVED' },
  })
  expect(orders[0].history.map(({ what }: { what: string }) => what).sort()).toEqual([
    'CheckoutBasket',
    'PaymentCompleted',
    'StockReserved',
  ])
  const [first] = await list('?limit=1')
  const rest = await list(`?limit=5&before=${encodeURIComponent(first.orderDate)}`)
  expect(rest.map(({ orderId }: { orderId: string }) => orderId)).toEqual([placed[1], placed[0]])
  expect(await (await request.get(`/api/orders/${placed[0]}`)).json()).toMatchObject({ orderId: placed[0] })

  await errorOf(await request.get('/api/orders/ORD-nothing'), 404)
  for (const query of ['limit=0', 'limit=101', 'limit=x', 'before=yesterday']) {
    expect(await errorOf(await request.get(`/api/orders?${query}`), 422)).toMatchObject({ code: 'invalid' })
  }
})

test('who the shopper is cannot be said by anything but the cookie', async ({
  request,
  playwright,
  baseURL,
}) => {
  const mine = await (await put(request, [{ productId: 'sea-salt', quantity: 1 }])).json()
  const strangers: Record<string, string>[] = [
    { 'x-user-name': mine.userName },
    { cookie: `swoon_session=${mine.userName}` },
  ]
  for (const extraHTTPHeaders of strangers) {
    const stranger = await playwright.request.newContext({ baseURL: baseURL ?? '', extraHTTPHeaders })
    expect((await (await stranger.get(`/api/basket?userName=${mine.userName}`)).json()).items).toEqual([])
    const body = { userName: mine.userName, items: [{ productId: 'copper-pan', quantity: 1 }] }
    const theirs = await (await stranger.put('/api/basket', { data: body })).json()
    expect(theirs.userName).not.toBe(mine.userName)
  }
})

test('says how its services are', async ({ request }) => {
  const health = await request.get('/api/health')
  expect(health.status()).toBe(200)
  expect(await health.json()).toEqual({ ok: true, services: { dynamodb: 'ok', eventbridge: 'ok' } })
})
