import { EventBridgeClient } from '@aws-sdk/client-eventbridge'
import { SQSClient } from '@aws-sdk/client-sqs'
import type { APIRequestContext } from '@playwright/test'
import { asyncapi } from '../lib/api/asyncapi'
import { type Operation, openapi } from '../lib/api/openapi'
import { checkOfApi, checkOfEvents } from '../tests/described'
import { followBus } from '../tests/followed-bus'
import { expect, test } from './shop'
import { connectionTo, readEnv } from './shop-process'
import { buy } from './shopper'
import { order, storeProduct, takeTable } from './tables'

const asServed = <T>(document: T): T => JSON.parse(JSON.stringify(document))

type Call = {
  operation: string
  status: number
  /** Of a failure. */
  code?: string | undefined
  /** In place of the parameters of the path, in their order. */
  at?: string
  query?: string
  headers?: Record<string, string>
  data?: unknown
}
type Found = { method: string; address: string; operation: Operation }

const found: Found[] = Object.entries(openapi.paths).flatMap(([address, methods]) =>
  Object.entries<Operation>(methods).map(([method, operation]) => ({ method, address, operation })),
)

const contentType = 'application/json'
const asJson = { 'content-type': contentType }
const text = (body: string) => Buffer.from(body)

/** Calls operations by their names and holds each answer to what the served document says of it. */
function createClient(request: APIRequestContext, document: typeof openapi) {
  const check = checkOfApi(document)
  const seen = new Set<string>()

  async function call({ operation: id, status, code, at = '', query = '', headers = {}, data }: Call) {
    const one = found.find(({ operation }) => operation.operationId === id)
    if (!one) throw new Error(`no operation ${id}`)
    const { method, address, operation } = one
    const url = `${address.replace(/{\w+}/, encodeURIComponent(at))}${query && `?${query}`}`
    const answer = await request.fetch(url, { method: method.toUpperCase(), headers, data })
    const name = `${id} ${url.slice(0, 80)}`
    expect(answer.status(), name).toBe(status)
    const described = operation.responses[status]
    expect(described, `${name} ${status}`).toBeDefined()
    for (const [header, { required, schema }] of Object.entries(described?.headers ?? {}))
      if (required || header.toLowerCase() in answer.headers())
        expect(answer.headers()[header.toLowerCase()], `${name} ${header}`).toMatch(
          new RegExp(schema.pattern ?? '.'),
        )

    seen.add([id, status, ...(code ? [code] : [])].join(' '))
    const body = await answer.text()
    if (!described?.content) {
      expect(body, name).toBe('')
      return { headers: answer.headers(), body: undefined }
    }
    expect(answer.headers()['content-type'], name).toMatch(/^application\/json(;|$)/)
    const place = ['paths', address, method, 'responses', String(status), 'content', contentType, 'schema']
    const parsed = JSON.parse(body)
    expect(check(place, parsed), `${name} ${body.slice(0, 400)}`).toEqual([])
    expect(parsed.error?.code, name).toBe(code)
    return { headers: answer.headers(), body: parsed }
  }
  return { call, seen }
}

/** Every answer that the document describes, as `seen` names it. */
const describedAnswers = found.flatMap(({ operation: { operationId, responses } }) =>
  Object.entries(responses).flatMap(([status, { content }]) => {
    const codes = Object.keys(content?.[contentType].examples ?? {})
    return codes.length > 0
      ? codes.map((code) => `${operationId} ${status} ${code}`)
      : [`${operationId} ${status}`]
  }),
)

/** What takes a client that goes away, another that writes all the time, or a fault of nothing that health asks. */
const unprovoked = [
  'cancelOrder 409 busy',
  'checkHealth 500 internal',
  'checkOut 400 incomplete',
  'checkOut 409 busy',
  'checkOut 429 too_many',
  'emptyBasket 409 busy',
  'emptyBasket 429 too_many',
  'setBasket 400 incomplete',
  'setBasket 409 busy',
  'setBasket 429 too_many',
]

test('the shop answers what its OpenAPI document says, and everything that it says', async ({
  request,
  shop,
}) => {
  const served: typeof openapi = await (await request.get('/api/openapi.json')).json()
  expect(served).toEqual(asServed(openapi))
  const { call, seen } = createClient(request, served)

  await call({ operation: 'describeApi', status: 200 })
  const events = await call({ operation: 'describeEvents', status: 200 })
  expect(events.body).toEqual(asServed(asyncapi))
  await call({ operation: 'checkHealth', status: 200 })

  await call({
    operation: 'listProducts',
    status: 200,
    query: 'category=Play&q=kite&min=1&max=500.50&stock=in&sort=price-asc&limit=2&page=1',
  })
  await call({ operation: 'listProducts', status: 200, query: 'q=teapto' })
  await call({ operation: 'listProducts', status: 200, query: 'q=nothing-like-it' })
  for (const query of ['limit=0', 'limit=101', 'page=x', 'sort=nothing', `q=${'x'.repeat(101)}`])
    await call({ operation: 'listProducts', status: 422, code: 'invalid', query })
  await call({ operation: 'findProduct', status: 200, at: 'signal-torch' })
  for (const at of ['nothing', 'x'.repeat(200), '☕'])
    await call({ operation: 'findProduct', status: 404, code: 'not_found', at })

  // Who has no session.
  await call({ operation: 'readBasket', status: 200 })
  await call({ operation: 'emptyBasket', status: 204 })
  await call({ operation: 'listOrders', status: 200 })
  await call({ operation: 'findOrder', status: 404, code: 'not_found', at: 'ORD-nothing' })
  await call({ operation: 'checkOut', status: 409, code: 'basket_empty' })
  await call({ operation: 'cancelOrder', status: 404, code: 'not_found', at: 'ORD-nothing' })

  const torches = { items: [{ productId: 'signal-torch', quantity: 2 }] }
  for (const data of [
    {},
    { items: 'none' },
    { items: [{ productId: 'signal-torch', quantity: 0 }] },
    { items: [{ productId: 'nothing', quantity: 1 }] },
    { items: Array.from({ length: 51 }, (_, at) => ({ productId: `p${at}`, quantity: 1 })) },
  ])
    await call({ operation: 'setBasket', status: 422, code: 'invalid', data })
  const { body: basket } = await call({ operation: 'setBasket', status: 200, data: torches })
  await call({ operation: 'readBasket', status: 200 })
  for (const [operation, method, address] of [
    ['setBasket', 'PUT', '/api/basket'],
    ['checkOut', 'POST', '/basket/checkout'],
  ] as const) {
    await call({ operation, status: 400, code: 'not_json', headers: asJson, data: text('{"items":') })
    // A body that does not say how long it is.
    const body = new Blob([`"${'x'.repeat(70_000)}"`]).stream()
    const streamed = await fetch(new URL(address, shop.url), { method, body, duplex: 'half' } as RequestInit)
    expect([streamed.status, (await streamed.json()).error.code]).toEqual([413, 'too_large'])
    seen.add(`${operation} 413 too_large`)
  }

  const { checkoutId } = basket
  for (const data of [{ paymentMethod: 'gold' }, { expectedTotal: 1.005 }])
    await call({ operation: 'checkOut', status: 422, code: 'invalid', data })
  const another = { checkoutId: 'ORD-of-another' }
  await call({ operation: 'checkOut', status: 404, code: 'not_found', data: another })
  await call({ operation: 'checkOut', status: 409, code: 'total_changed', data: { expectedTotal: 1 } })
  const wanted = { checkoutId, paymentMethod: 'paypal', expectedTotal: basket.totalPrice }
  const placed = await call({ operation: 'checkOut', status: 200, data: wanted })
  expect((await call({ operation: 'checkOut', status: 200, data: wanted })).body).toEqual(placed.body)

  // Whatever state it is in on the way.
  await expect
    .poll(
      async () => {
        const { body } = await call({ operation: 'findOrder', status: 200, at: checkoutId })
        await call({ operation: 'listOrders', status: 200, query: 'limit=5' })
        return body.settled
      },
      { intervals: [20] },
    )
    .toBe(true)
  const cancelled = await call({ operation: 'cancelOrder', status: 200, at: checkoutId })
  expect((await call({ operation: 'cancelOrder', status: 200, at: checkoutId })).body).toEqual(cancelled.body)
  await expect
    .poll(async () => (await call({ operation: 'findOrder', status: 200, at: checkoutId })).body)
    .toMatchObject({
      status: 'CANCELLED',
      settled: true,
      payment: { status: 'REFUNDED', reason: 'cancelled' },
    })
  const declined = await order(shop, basket.userName, { facts: ['PaymentFailed', 'StockReleased'] })
  await call({ operation: 'cancelOrder', status: 409, code: 'order_ended', at: declined.orderId })
  const sent = await order(shop, basket.userName, {
    facts: ['PaymentCompleted', 'StockReserved'],
    date: new Date(Date.now() - 2 * 24 * 3_600_000),
  })
  await call({ operation: 'cancelOrder', status: 409, code: 'order_sent', at: sent.orderId })
  const { headers } = await call({ operation: 'listOrders', status: 200 })
  await call({ operation: 'listOrders', status: 304, headers: { 'if-none-match': headers.etag ?? '' } })
  const { orderDate } = placed.body
  await call({ operation: 'listOrders', status: 200, query: `before=${orderDate}` })
  await call({ operation: 'listOrders', status: 200, query: `since=${orderDate}` })
  for (const query of ['limit=0', 'limit=101', 'limit=x', 'before=yesterday', 'since=1'])
    await call({ operation: 'listOrders', status: 422, code: 'invalid', query })

  // Sold out from the beginning.
  const rare = { items: [{ productId: 'library-stack', quantity: 1 }] }
  await call({ operation: 'setBasket', status: 200, data: rare })
  await call({ operation: 'checkOut', status: 409, code: 'out_of_stock' })
  await call({ operation: 'emptyBasket', status: 204 })

  for (const { method, operation } of found) {
    const refused = { operation: operation.operationId, code: 'refused', at: 'x' }
    await call({ ...refused, status: 400, headers: { 'next-action': 'x' } })
    await call({ ...refused, status: 414, query: 'x'.repeat(2_100) })
    await call({ ...refused, code: undefined, status: 431, headers: { cookie: `x=${'x'.repeat(8_200)}` } })
    if (method === 'get') continue
    await call({ ...refused, status: 403, headers: { 'sec-fetch-site': 'cross-site' } })
    await call({ ...refused, status: 413, headers: asJson, data: text(`"${'x'.repeat(70_000)}"`) })
  }

  await call({ operation: 'setBasket', status: 200, data: torches })
  const { body: catalogue } = await call({ operation: 'listProducts', status: 200 })
  const putBack: (() => Promise<unknown>)[] = []
  try {
    putBack.push(await takeTable(shop, 'ProductTable'))
    await call({ operation: 'checkHealth', status: 503 })
    const faults = { status: 500, code: 'internal' }
    await call({ ...faults, operation: 'listProducts' })
    await call({ ...faults, operation: 'findProduct', at: 'signal-torch' })
    await call({ ...faults, operation: 'setBasket', data: torches })
    await call({ ...faults, operation: 'checkOut' })
    for (const table of ['BasketTable', 'OrderTable']) putBack.push(await takeTable(shop, table))
    await call({ ...faults, operation: 'readBasket' })
    await call({ ...faults, operation: 'emptyBasket' })
    await call({ ...faults, operation: 'listOrders' })
    await call({ ...faults, operation: 'findOrder', at: checkoutId })
    await call({ ...faults, operation: 'cancelOrder', at: checkoutId })
  } finally {
    for (const table of putBack) await table()
    for (const product of catalogue.products) await storeProduct(shop, product)
  }
  expect(describedAnswers.filter((answer) => !seen.has(answer)).sort()).toEqual(unprovoked)
})

test('what is no operation is refused as the document says', async ({ request }) => {
  for (const path of ['/api/nothing', '/api/nothing/at/all']) {
    const answer = await request.get(path)
    expect([answer.status(), (await answer.json()).error.code]).toEqual([404, 'not_found'])
  }
  const answer = await request.post('/api/products', { data: {} })
  expect([answer.status(), (await answer.json()).error.code]).toEqual([405, 'refused'])
  expect(answer.headers().allow).toContain('GET')
})

test('what the shop publishes is as its AsyncAPI document says', async ({ request, shop }) => {
  const bus = await followBus({
    eventBridge: new EventBridgeClient(connectionTo(shop, 'EVENTBRIDGE')),
    sqs: new SQSClient(connectionTo(shop, 'SQS')),
    bus: JSON.parse(readEnv(shop).SST_RESOURCE_SwnEventBus ?? '{}').name,
  })
  const check = checkOfEvents(await (await request.get('/api/asyncapi.json')).json())
  const { orderId } = await buy({ request }, { 'signal-torch': 1 })
  const taken = await bus.takeUntil(
    (events) => events.filter(({ detail }) => detail.orderId === orderId).length >= 3,
  )
  for (const event of taken) expect(check(event), JSON.stringify(event)).toEqual([])
  const ours = taken.filter(({ detail }) => detail.orderId === orderId)
  expect(ours.map((event) => event['detail-type']).sort()).toEqual([
    'CheckoutBasket',
    'PaymentCompleted',
    'StockReserved',
  ])
  await bus.stop()
})
