import { readdirSync, rmSync } from 'node:fs'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { type APIRequestContext, test as base, expect } from '@playwright/test'
import { startDynamo } from '../local/dynamo'
import { freePort } from '../local/ports'
import { manyProducts, rowOfProduct } from '../tests/many/products'
import { rowsOfPurchase } from '../tests/many/stored-purchases'
import { writeAll } from '../tests/many/write-rows'
import { meterDynamo, type Request } from './dynamodb-meter'
import { newData, startShop } from './shop-process'

const productCount = 1000
const orderCount = 1000

type Crowded = { url: string; requests: Request[]; write: DynamoDBDocumentClient }

/** The production build on a DynamoDB whose every request is noted, with a thousand products in it. */
const test = base.extend<object, { shop: Crowded }>({
  shop: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures that are needed from it
    async ({}, use) => {
      const credentials = { accessKeyId: 'test', secretAccessKey: 'test' }
      const dynamo = await startDynamo({ callers: credentials })
      const meter = await meterDynamo(dynamo.url)
      const data = newData()
      const port = await freePort()
      const settings = { PORT: String(port), SWOON_DATA: data, AWS_ENDPOINT_URL_DYNAMODB: meter.url }
      const shop = startShop({ ...settings, AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' })
      const client = new DynamoDBClient({
        endpoint: dynamo.url,
        region: 'us-east-1',
        credentials,
      })
      const write = DynamoDBDocumentClient.from(client)
      await shop.ready
      await writeAll(write, manyProducts(productCount).map(rowOfProduct))
      await use({ url: `http://localhost:${port}`, requests: meter.requests, write })
      await shop.stop()
      client.destroy()
      meter.close()
      await dynamo.close()
      rmSync(data, { recursive: true, force: true })
    },
    { scope: 'worker', timeout: 180_000 },
  ],
  baseURL: ({ shop }, use) => use(shop.url),
})

/** A shopper with a basket and a past of a thousand orders; the newest one first. */
async function regular(request: APIRequestContext, { write }: Crowded) {
  const items = [{ productId: 'bench-0001', quantity: 1 }]
  const { userName } = await (await request.put('/api/basket', { data: { items } })).json()
  const rows = Array.from({ length: orderCount }, (_, index) =>
    rowsOfPurchase(userName, manyProducts(10), { index, minutesAgo: 1 + index * 60 }),
  )
  await writeAll(write, rows.flat())
  const { orders } = await (await request.get('/api/orders?limit=100')).json()
  return orders as { orderId: string; orderDate: string }[]
}

type Visit = { path: string; kilobytes: number; units: number }
type Order = { orderId: string; orderDate: string }

/**
 * What each route of app/ is asked for; a test compares the routes with the files. 43 units read the index of the
 * catalogue, which a process remembers for a while: whatever shows products may be the one that reads it.
 */
const visits: Record<string, (orders: Order[]) => Visit[]> = {
  'page.tsx': () => [
    { path: '/', kilobytes: 100, units: 60 },
    { path: '/?q=item+999', kilobytes: 70, units: 60 },
    { path: '/?category=Desk&sort=price-desc', kilobytes: 100, units: 60 },
  ],
  'products/[id]/page.tsx': () => [{ path: '/products/bench-0500', kilobytes: 70, units: 60 }],
  'cart/page.tsx': () => [{ path: '/cart', kilobytes: 50, units: 2 }],
  'orders/page.tsx': (orders) => [
    { path: '/orders', kilobytes: 120, units: 8 },
    { path: `/orders?before=${orders[50]?.orderDate}`, kilobytes: 120, units: 8 },
    { path: `/orders?placed=${orders[3]?.orderId}`, kilobytes: 120, units: 9 },
  ],
  'orders/[orderId]/page.tsx': (orders) => [
    { path: `/orders/${orders[0]?.orderId}`, kilobytes: 60, units: 3 },
  ],
  'api/basket/route.ts': () => [{ path: '/api/basket', kilobytes: 2, units: 1 }],
  'api/health/route.ts': () => [{ path: '/api/health', kilobytes: 1, units: 2 }],
  'api/orders/route.ts': (orders) => [
    { path: '/api/orders', kilobytes: 25, units: 3 },
    { path: `/api/orders?since=${orders[0]?.orderDate}`, kilobytes: 2, units: 1 },
    { path: `/api/orders?limit=10&before=${orders[90]?.orderDate}`, kilobytes: 13, units: 2 },
  ],
  'api/orders/[orderId]/route.ts': (orders) => [
    { path: `/api/orders/${orders[0]?.orderId}`, kilobytes: 2, units: 2 },
    { path: '/api/orders/ORD-nothing', kilobytes: 1, units: 4 },
  ],
  'api/products/route.ts': () => [
    { path: '/api/products', kilobytes: 40, units: 80 },
    { path: '/api/products?q=item+999', kilobytes: 5, units: 60 },
    { path: '/api/products?limit=10&page=7', kilobytes: 5, units: 60 },
  ],
  'api/products/[id]/route.ts': () => [{ path: '/api/products/bench-0007', kilobytes: 1, units: 1 }],
  'api/[...path]/route.ts': () => [{ path: '/api/ORD-nothing', kilobytes: 1, units: 0 }],
  'cart/contents/route.ts': () => [{ path: '/cart/contents', kilobytes: 5, units: 3 }],
  'sitemap.ts': () => [{ path: '/sitemap.xml', kilobytes: 100, units: 60 }],
  'robots.ts': () => [{ path: '/robots.txt', kilobytes: 1, units: 0 }],
  'manifest.ts': () => [{ path: '/manifest.webmanifest', kilobytes: 2, units: 0 }],
}

/** Written to, not read: other tests lead there. */
const writesOnly = ['basket/checkout/route.ts', 'cart/change/route.ts']

const routes = readdirSync('app', { recursive: true, encoding: 'utf8' })
  .map((file) => file.split('\\').join('/'))
  .filter((file) => /(^|\/)(page\.tsx|route\.ts|sitemap\.ts|robots\.ts|manifest\.ts)$/.test(file))

base('every route of app/ is visited below', () => {
  expect(Object.keys(visits).concat(writesOnly).sort()).toEqual(routes.sort())
})

test('among a thousand products and a thousand orders no request scans a table, and each stays within its bounds', async ({
  request,
  shop,
}) => {
  const orders = await regular(request, shop)
  for (const { path, kilobytes, units } of Object.values(visits).flatMap((of) => of(orders))) {
    const before = shop.requests.length
    const response = await request.get(path)
    const made = shop.requests.slice(before)
    const size = (await response.body()).length / 1000
    const read = made.reduce((sum, one) => sum + one.units, 0)
    expect.soft(response.status(), path).toBe(path.endsWith('ORD-nothing') ? 404 : 200)
    expect
      .soft(
        made.filter(({ action, index }) => action === 'Scan' && index !== 'byCategory'),
        path,
      )
      .toEqual([])
    expect.soft(read, `read units of ${path}`).toBeLessThanOrEqual(units)
    expect.soft(size, `kilobytes of ${path}`).toBeLessThanOrEqual(kilobytes)
  }
})
