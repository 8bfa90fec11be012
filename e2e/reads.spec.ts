import { once } from 'node:events'
import { readdirSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { type APIRequestContext, test as base, expect } from '@playwright/test'
import { information } from '../components/site/information'
import { startDynamo } from '../local/dynamo'
import { unitsOf } from '../tests/cost/capacity'
import { manyProducts, rowOfProduct } from '../tests/many/products'
import { rowsOfPurchase } from '../tests/many/stored-purchases'
import { writeAll } from '../tests/many/write-rows'
import { newVisitor, signUp } from './forms'
import { openShop } from './shop-process'
import { fillBasket } from './shopper'

const productCount = 1000
const orderCount = 1000

type Request = { action: string; table: string; index: string | undefined; units: number }

/** Passes requests on to a DynamoDB and notes every one, with the read or write units that DynamoDB says it took. */
async function meterDynamo(endpoint: string) {
  const requests: Request[] = []
  const server = createServer(async (incoming, outgoing) => {
    const action = String(incoming.headers['x-amz-target']).split('.').at(-1) ?? ''
    const input = JSON.parse(await text(incoming))
    const capacity = /Item|Query|Scan/.test(action) && { ReturnConsumedCapacity: 'TOTAL' }
    const passed = Object.entries(incoming.headers).filter(([name]) =>
      /^(x-amz-|auth|content-type)/.test(name),
    )
    const headers = Object.fromEntries(passed.map(([name, value]) => [name, String(value)]))
    const asked = { method: 'POST', headers, body: JSON.stringify({ ...input, ...capacity }) }
    const answer = await fetch(endpoint, asked).catch(() => undefined)
    if (!answer) return outgoing.destroy()
    const body = await answer.text()
    const table = input.TableName ?? Object.keys(input.RequestItems ?? {}).join()
    const units = capacity && answer.ok ? unitsOf(JSON.parse(body)) : 0
    requests.push({ action, table, index: input.IndexName, units })
    return outgoing.writeHead(answer.status, { 'content-type': 'application/x-amz-json-1.0' }).end(body)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const close = () => {
    server.close()
    server.closeAllConnections()
  }
  return { url: `http://127.0.0.1:${port}`, requests, close }
}

type Crowded = { url: string; requests: Request[]; write: DynamoDBDocumentClient }

/** The production build on a DynamoDB whose every request is noted, with a thousand products in it. */
const test = base.extend<object, { shop: Crowded }>({
  shop: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures that are needed from it
    async ({}, use) => {
      const credentials = { accessKeyId: 'test', secretAccessKey: 'test' }
      const dynamo = await startDynamo({ callers: credentials })
      const meter = await meterDynamo(dynamo.url)
      const callers = { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' }
      const shop = await openShop({ AWS_ENDPOINT_URL_DYNAMODB: meter.url, ...callers })
      const client = new DynamoDBClient({ endpoint: dynamo.url, region: 'us-east-1', credentials })
      const write = DynamoDBDocumentClient.from(client)
      await writeAll(write, manyProducts(productCount).map(rowOfProduct))
      await use({ url: shop.url, requests: meter.requests, write })
      await shop.close()
      client.destroy()
      meter.close()
      await dynamo.close()
    },
    { scope: 'worker', timeout: 180_000 },
  ],
  baseURL: ({ shop }, use) => use(shop.url),
})

type Order = { orderId: string; orderDate: string }

/** A shopper with a basket and a past of a thousand orders; the newest one first. */
async function regular(request: APIRequestContext, { write }: Crowded): Promise<Order[]> {
  const { userName } = await (await fillBasket({ request }, { 'bench-0001': 1 })).json()
  const rows = Array.from({ length: orderCount }, (_, index) =>
    rowsOfPurchase(userName, manyProducts(10), { index, minutesAgo: 1 + index * 60 }),
  )
  await writeAll(write, rows.flat())
  return (await (await request.get('/api/orders?limit=100')).json()).orders
}

/**
 * What each route of app/ is asked for, the kilobytes that it answers and the units that it reads at most. 43 units read
 * the index of the catalogue, which a process remembers for a while: whatever shows products may be the one that reads it.
 */
const visitsOf = (orders: Order[]): [path: string, kilobytes: number, units: number][] => [
  ['/', 100, 60],
  ['/?q=item+999', 70, 60],
  ['/?category=Desk&sort=price-desc', 100, 60],
  ['/?stock=in', 100, 60],
  ['/?min=44&stock=in&page=2', 100, 80],
  ['/?q=itme&category=Desk&stock=in', 100, 60],
  ['/products/bench-0500', 70, 60],
  ['/cart', 50, 2],
  ['/cart/contents', 5, 3],
  ['/checkout', 90, 5],
  ['/orders', 120, 8],
  [`/orders?before=${orders[50]?.orderDate}`, 120, 8],
  [`/orders?after=${orders[50]?.orderDate}`, 120, 8],
  [`/orders?placed=${orders[3]?.orderId}`, 120, 10],
  [`/orders/${orders[0]?.orderId}`, 60, 4.5],
  [`/orders/${orders[0]?.orderId}/pay`, 50, 4.5],
  [`/orders/${orders[0]?.orderId}/receipt`, 60, 3.5],
  [`/orders/${orders[0]?.orderId}/cancel`, 50, 3.5],
  ...information.map(({ address }): [string, number, number] => [address, 60, 1.5]),
  ['/sign-in', 50, 2],
  ['/sign-up', 50, 2],
  ['/sign-up/link?token=none', 50, 2],
  ['/account', 50, 2],
  ['/account/delete', 50, 2],
  ['/reset', 50, 2],
  ['/reset/link?token=none', 50, 2],
  ['/api/basket', 2, 1.5],
  ['/api/health', 1, 2],
  ['/api/openapi.json', 60, 0],
  ['/api/asyncapi.json', 30, 0],
  ['/api/orders', 25, 3],
  [`/api/orders?since=${orders[0]?.orderDate}`, 2, 1.5],
  [`/api/orders?limit=10&before=${orders[90]?.orderDate}`, 13, 2.5],
  [`/api/orders/${orders[0]?.orderId}`, 2, 2.5],
  ['/api/orders/ORD-nothing', 1, 4.5],
  ['/api/products', 40, 80],
  ['/api/products?q=item+999', 5, 60],
  ['/api/products?limit=10&page=7', 5, 60],
  ['/api/products?min=44&stock=in&limit=10', 5, 80],
  ['/api/products/bench-0007', 1, 1],
  ['/api/ORD-nothing', 1, 0],
  ['/sitemap.xml', 100, 60],
  ['/robots.txt', 1, 0],
  ['/manifest.webmanifest', 2, 0],
]

/** Written to, not read: other tests lead there. */
const writesOnly = ['/wait', '/basket/checkout', '/cart/change', '/api/orders/ORD-1/cancel']

/** The address of every file that answers a shopper, with what is chosen by its visitor in brackets; for the operators' see console-load.spec.ts. */
const routes = readdirSync('app', { recursive: true, encoding: 'utf8' })
  .map((file) => `/${file.split('\\').join('/')}`)
  .map((file) => /^(.*)\/(?:page\.tsx|route\.ts)$|^(\/(?:sitemap|robots|manifest))\.ts$/.exec(file))
  .flatMap((found) => (found ? [found[1] ?? found[2] ?? ''] : []))
  .filter((route) => !`${route}/`.startsWith('/admin/'))

base('every route of app/ is visited', () => {
  const paths = [...visitsOf([]).map(([path]) => path), ...writesOnly]
  const isVisited = (route: string) => {
    const pattern = route
      .replaceAll(/\[[^\]]+\]/g, '[^/?.]+')
      .replace(/^\/(sitemap|robots|manifest)$/, '$&\\..*')
    return paths.some((path) => new RegExp(`^${pattern}/?(\\?.*)?$`).test(path))
  }
  expect(routes.length).toBeGreaterThan(10)
  expect(routes.filter((route) => !isVisited(route))).toEqual([])
})

test('among thousands of rows no request scans a table or is large', async ({ request, shop }) => {
  for (const [path, kilobytes, units] of visitsOf(await regular(request, shop))) {
    const before = shop.requests.length
    const response = await request.get(path)
    const made = shop.requests.slice(before)
    const size = (await response.body()).length / 1000
    const read = made.reduce((sum, one) => sum + one.units, 0)
    expect.soft(response.status(), path).toBe(path.endsWith('ORD-nothing') ? 404 : 200)
    const scans = made.filter(({ action, index }) => action === 'Scan' && index !== 'byCategory')
    expect.soft(scans, path).toEqual([])
    expect.soft(read, `read units of ${path}`).toBeLessThanOrEqual(units)
    expect.soft(size, `kilobytes of ${path}`).toBeLessThanOrEqual(kilobytes)
  }
})

test('who is signed in costs half a read unit more than a guest at most, one read and no write', async ({
  playwright,
  shop,
}) => {
  const [guest, member] = [await newVisitor(playwright, shop), await newVisitor(playwright, shop)]
  await signUp(member, 'regular@example.com')
  for (const one of [guest, member]) await fillBasket(one, { 'bench-0001': 1 })
  for (const path of ['/cart', '/checkout', '/orders', '/contact', '/cart/contents', '/api/orders']) {
    const visits = []
    for (const { request } of [guest, member]) {
      const before = shop.requests.length
      await (await request.get(path)).body()
      visits.push(shop.requests.slice(before))
    }
    const [asGuest = [], asMember = []] = visits
    const units = (made: Request[]) => made.reduce((sum, one) => sum + one.units, 0)
    expect(asMember.filter(({ table }) => table === 'AccountTable').length, path).toBe(1)
    expect(
      asMember.filter(({ action }) => !/Get|Query|Scan/.test(action)),
      path,
    ).toEqual([])
    expect(units(asMember), path).toBeLessThanOrEqual(units(asGuest) + 0.5)
  }
  for (const { request } of [guest, member]) await request.dispose()
})
