import type { APIRequestContext, APIResponse } from '@playwright/test'
import { sealData } from 'iron-session'
import { expect, test } from './shop'
import { basketOf, buy, fillBasket, ordersOf } from './shopper'
import { changeProduct, newShopper, order } from './tables'

const put = (request: APIRequestContext, items: unknown) => request.put('/api/basket', { data: { items } })

const json = (text: string) => ({
  headers: { 'content-type': 'application/json' },
  data: Buffer.from(text),
})

async function errorOf(response: APIResponse, status: number) {
  expect(response.status(), response.url()).toBe(status)
  const body = await response.text()
  expect(body).not.toMatch(/\bat .*:\d+:\d+/)
  return JSON.parse(body).error as { code: string; message: string } & Record<string, unknown>
}

test('the catalogue is found by category and by words', async ({ request }) => {
  const ask = async (query: string) => (await request.get(`/api/products${query}`)).json()
  const { products } = await ask('')
  expect(products).toHaveLength(48)
  const product = { id: expect.any(String), price: expect.any(Number), availableStock: expect.any(Number) }
  expect(products[0]).toMatchObject(product)
  const named = async (query: string) => (await ask(query)).products.map(({ id }: { id: string }) => id)
  expect(await named('?category=Play')).toHaveLength(8)
  expect(await named('?category=Nowhere')).toEqual([])
  expect(await named('?q=TEAPOT')).toEqual(['ember-teapot'])
  expect(await named('?category=Play&q=teapot')).toEqual([])
  expect(await named('?limit=5&page=2')).toHaveLength(5)
  expect(await ask('?limit=5&page=2')).toMatchObject({ total: 48, page: 2, pages: 10 })
  expect(await named('?min=50&max=54.00&stock=in')).toContain('ember-teapot')
  expect(await ask('?q=teapto')).toMatchObject({ corrected: 'teapot', products: [{ id: 'ember-teapot' }] })
  expect((await ask('/signal-torch')).price).toBe(34.5)
  for (const path of ['/api/products/nothing', '/api/nothing', '/api/nothing/at/all'])
    expect(await errorOf(await request.get(path), 404)).toMatchObject({ code: 'not_found' })
})

test('a basket is priced by the shop, whatever the client says', async ({ request }) => {
  expect(await basketOf({ request })).toMatchObject({ items: [], totalPrice: 0 })
  const wanted = { productId: 'signal-torch', quantity: 2, price: 0.01, productName: 'Free' }
  const answer = await put(request, [wanted])
  expect(answer.headers()['set-cookie']).toMatch(/HttpOnly/i)
  const basket = await answer.json()
  expect(basket).toMatchObject({
    userName: expect.stringMatching(/^guest-/),
    checkoutId: expect.stringMatching(/^ORD-/),
    items: [{ ...wanted, productName: 'Signal Torch', price: 34.5 }],
    totalPrice: 69,
  })
  expect(await basketOf({ request })).toEqual(basket)
  expect((await request.delete('/api/basket')).status()).toBe(204)
  const { userName } = basket
  expect(await basketOf({ request })).toMatchObject({ userName, items: [], totalPrice: 0 })
})

const productId = 'sea-salt'

test('a basket that cannot be is refused by name and changes nothing', async ({ request }) => {
  await put(request, [{ productId, quantity: 1 }])
  for (const [items, field] of [
    [[{ productId, quantity: 0 }], 'quantity'],
    [[{ productId, quantity: 100 }], 'quantity'],
    [[{ productId, quantity: 1.5 }], 'quantity'],
    [[{ productId, quantity: '1' }], 'quantity'],
    [[{ quantity: 1 }], 'productId'],
    [[{ productId: 'nothing', quantity: 1 }], 'nothing'],
    ['sea-salt', 'items'],
    [Array.from({ length: 51 }, (_, at) => ({ productId: `p${at}`, quantity: 1 })), 'items'],
  ] as const) {
    const error = await errorOf(await put(request, items), 422)
    expect(error).toMatchObject({ code: 'invalid', message: expect.stringContaining(field) })
    expect(await basketOf({ request })).toMatchObject({ items: [{ quantity: 1 }] })
  }
})

test('a body or a query that cannot be understood is refused', async ({ request, shop }) => {
  await errorOf(await request.put('/api/basket', json('{"items":')), 400)
  await errorOf(await request.put('/api/basket', json(`"${'x'.repeat(100_000)}"`)), 413)
  await errorOf(await request.post('/basket/checkout', json('[')), 400)
  for (const body of ['7', '"text"', 'null', '[1]']) {
    await errorOf(await request.put('/api/basket', json(body)), 422)
    await errorOf(await request.post('/basket/checkout', json(body)), 422)
  }
  for (const query of [
    'limit=0',
    'limit=101',
    'limit=1000',
    'page=x',
    'sort=nothing',
    'min=-1',
    'min=x',
    'max=',
    'max=1.999',
    'stock=out',
  ])
    await errorOf(await request.get(`/api/products?${query}`), 422)
  expect((await errorOf(await request.get('/api/products?min=5&max=2'), 422)).message).toMatch(
    /^max: must not be below/,
  )
  await errorOf(await request.post('/cart/change', { data: { productId } }), 400)
  const form = await request.post('/cart/change', {
    ...{ multipart: { productId, quantity: '1.5' }, headers: { origin: shop.url } },
  })
  expect(await form.json()).toMatchObject({ ok: false, message: expect.stringContaining('quantity') })
})

test('what no basket and no order can hold is refused by name', async ({ request, shop }) => {
  const id = 'wall-mirror'
  const { price } = await (await request.get(`/api/products/${id}`)).json()
  const wanted = (quantity: number) => ({ productId: id, quantity })
  const tooMany = await errorOf(await put(request, [wanted(60), wanted(60)]), 422)
  expect(tooMany.message).toMatch(/^items.*99/)
  await put(request, [wanted(2)])
  await changeProduct(shop, id, { price: 900_000_000 })
  try {
    const tooDear = await errorOf(await put(request, [wanted(2)]), 422)
    expect(tooDear.message).toMatch(/^items: .*total is too high/)
    const { code, message } = await errorOf(await request.post('/basket/checkout'), 422)
    expect(`${code} ${message}`).toMatch(/^invalid totalPrice: .*too high/)
  } finally {
    await changeProduct(shop, id, { price })
  }
  expect(await basketOf({ request })).toMatchObject({ items: [wanted(2)] })
})

test('a form with a cookie says where it comes from, a script need not', async ({ shop }) => {
  const begun = await fetch(`${shop.url}/api/basket`, { method: 'PUT', body: '{"items":[]}' })
  expect(begun.status).toBe(200)
  const cookie = begun.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  const post = (headers: Record<string, string>) =>
    fetch(`${shop.url}/basket/checkout`, { method: 'POST', headers: { cookie, ...headers }, body: '{}' })
  expect((await post({ 'content-type': 'application/json' })).status).toBe(409)
  const refused = await post({})
  expect(refused.status).toBe(403)
  const { code, message } = (await refused.json()).error
  expect(`${code} ${message}`).toMatch(/^refused .*Origin/)
  expect((await post({ origin: shop.url })).status).toBe(409)
  expect((await post({ 'content-type': 'application/json', origin: 'https://evil.example' })).status).toBe(
    403,
  )
})

test('checkout refuses what it does not understand and another total than agreed', async ({ request }) => {
  const { checkoutId } = await (await fillBasket({ request }, { 'signal-torch': 2 })).json()
  const checkOut = (data: Record<string, unknown>) => request.post('/basket/checkout', { data })
  const refusals = { paymentMethod: 'gold', expectedTotal: 1.005, checkoutId: '' }
  for (const [field, value] of Object.entries(refusals)) {
    const error = await errorOf(await checkOut({ [field]: value }), 422)
    expect(error).toMatchObject({ code: 'invalid', message: expect.stringContaining(field) })
  }
  await errorOf(await checkOut({ checkoutId: 'ORD-of-another' }), 404)
  const changed = await errorOf(await checkOut({ checkoutId, expectedTotal: 68.99 }), 409)
  expect(changed).toMatchObject({ code: 'total_changed', totalPrice: 69 })
  const placed = await (await checkOut({ checkoutId, expectedTotal: 69 })).json()
  const orderDate = expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/)
  expect(placed).toEqual({ orderId: checkoutId, orderDate, totalPrice: 69 })
  expect(await (await checkOut({ checkoutId, expectedTotal: 69 })).json()).toEqual(placed)
  expect(await ordersOf({ request })).toHaveLength(1)
})

test('orders are listed newest first, in pages, to the shopper who placed them', async ({ request }) => {
  const placed: string[] = []
  for (const quantity of [1, 2, 3]) placed.push((await buy({ request }, { [productId]: quantity })).orderId)
  await expect.poll(async () => (await ordersOf({ request })).every(({ settled }) => settled)).toBe(true)

  const list = async (query: string) => (await (await request.get(`/api/orders${query}`)).json()).orders
  const idsOf = (orders: { orderId: string }[]) => orders.map(({ orderId }) => orderId)
  const orders = await list('')
  expect(idsOf(orders)).toEqual(placed.toReversed())
  expect(orders[0]).toMatchObject({
    status: 'CONFIRMED',
    settled: true,
    totalPrice: expect.any(Number),
    payment: { status: 'COMPLETED', paymentId: `PAY-${placed[2]}` },
    inventory: { status: 'RESERVED' },
  })
  const history = orders[0].history.map(({ what }: { what: string }) => what).sort()
  expect(history).toEqual(['CheckoutBasket', 'PaymentCompleted', 'StockReserved'])
  const [first] = await list('?limit=1')
  const rest = await list(`?limit=5&before=${encodeURIComponent(first.orderDate)}`)
  expect(idsOf(rest)).toEqual([placed[1], placed[0]])
  expect(await (await request.get(`/api/orders/${placed[0]}`)).json()).toMatchObject({ orderId: placed[0] })

  await errorOf(await request.get('/api/orders/ORD-nothing'), 404)
  for (const query of ['limit=0', 'limit=101', 'limit=x', 'before=yesterday'])
    expect(await errorOf(await request.get(`/api/orders?${query}`), 422)).toMatchObject({ code: 'invalid' })
})

test('orders placed since are listed, and 304 is answered to who knows them', async ({ request, shop }) => {
  const shopper = await newShopper({ request })
  await order(shop, shopper, { date: new Date('2026-01-01') })
  const newest = await order(shop, shopper, { date: new Date('2026-01-02') })
  const since = `/api/orders?since=${encodeURIComponent(newest.orderDate)}`
  const first = await request.get(since)
  expect((await first.json()).orders).toEqual([expect.objectContaining({ orderId: newest.orderId })])
  const headers = { 'if-none-match': first.headers().etag ?? '' }
  const again = await request.get(since, { headers })
  expect([again.status(), (await again.body()).length]).toEqual([304, 0])
  await newest.now(['StockReserved'])
  const changed = await request.get(since, { headers })
  expect(changed.status()).toBe(200)
  expect((await changed.json()).orders).toMatchObject([{ status: 'PROCESSING' }])
})

const days = 24 * 60 * 60

/** A write, the cookie that it sets, and whose it is. */
async function write(request: APIRequestContext, cookie = '') {
  const headers: Record<string, string> = cookie ? { cookie: `swoon_session=${cookie}` } : {}
  const response = await request.put('/api/basket', {
    data: { items: [{ productId, quantity: 1 }] },
    headers,
  })
  const set = response.headers()['set-cookie'] ?? ''
  const [, seal = '', maxAge] = /swoon_session=([^;]*);.*Max-Age=(\d+)/i.exec(set) ?? []
  const { userName } = await response.json()
  return { seal: decodeURIComponent(seal), maxAge: Number(maxAge), userName }
}

test('a cookie of ours alone says who the shopper is', async ({ request, playwright, shop }) => {
  const { userName, maxAge, seal } = await write(request)
  expect(maxAge).toBe(30 * days)
  expect(await write(request, seal)).toMatchObject({ userName, maxAge })
  const ending = (at: number) => seal.replace(/\*\d{13}\*/, `*${at}*`)
  const foreign = await sealData({ userName }, { password: 'x'.repeat(32), ttl: 31 * days })
  const ends = [ending(Date.now() - 120_000), ending(Date.now() + 60 * days * 1000)]
  for (const cookie of [...ends, foreign, 'nonsense', 'Fe26.2*x', userName])
    expect((await write(request, cookie)).userName).not.toBe(userName)

  const stranger = await playwright.request.newContext({
    baseURL: shop.url,
    extraHTTPHeaders: { 'x-user-name': userName },
  })
  expect((await (await stranger.get(`/api/basket?userName=${userName}`)).json()).items).toEqual([])
  const theirs = await (await stranger.put('/api/basket', { data: { userName, items: [] } })).json()
  expect(theirs.userName).not.toBe(userName)
})

test('says how its services are', async ({ request }) => {
  const health = await request.get('/api/health')
  expect(health.status()).toBe(200)
  expect(await health.json()).toEqual({ ok: true, services: { dynamodb: 'ok', eventbridge: 'ok' } })
})

test('a page is on its way before the tables have answered', async ({ shop }) => {
  // On a busy machine the whole page may be there before this process gets to read its beginning.
  await expect(async () => {
    const parts: string[] = []
    const { body } = await fetch(shop.url)
    for await (const part of body?.pipeThrough(new TextDecoderStream()) ?? []) parts.push(part)
    expect(parts[0]).toContain('<html')
    expect(parts[0]).not.toContain('Halo Headphones')
    expect(parts.join('')).toContain('Halo Headphones')
  }).toPass()
})
