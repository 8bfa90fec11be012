import { execFile } from 'node:child_process'
import { rmSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import { newData, startShop as startProcess } from '../e2e/shop-process'
import { type Line, totalOf } from '../lib/basket/line'
import { Money } from '../lib/money'
import { isolation } from '../local/connection'
import { readDotenv } from '../local/data-folder'
import { freePort } from '../local/ports'
import { manyProducts, rowOfProduct, type Wanted } from '../tests/many/products'
import { writeAll } from '../tests/many/write-rows'

export type Shop = Awaited<ReturnType<typeof startShop>>
/** A purchase that the shop has answered with 200. Times in milliseconds since the epoch. */
export type Purchase = {
  orderId: string
  userName: string
  orderDate: string
  lines: Pick<Line, 'productId' | 'quantity'>[]
  /** In cents, as this client counts it; the shop's answer was the same. */
  total: number
  sentAt: number
  answeredAt: number
}
type Filled = Pick<Purchase, 'userName' | 'lines' | 'total'> & { checkoutId: string }

// The pinned SDK runs on this Node; its notice is about versions to come.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true'
Object.assign(process.env, isolation)

/** `npm start` on a port and a data folder of its own, production build, with more products. */
export async function startShop(productCount = 100) {
  const data = newData()
  const port = await freePort()
  const shop = startProcess({ PORT: String(port), SWOON_DATA: data })
  await shop.ready
  const env = readDotenv(path.join(data, 'env'))
  const client = new DynamoDBClient({
    endpoint: env.AWS_ENDPOINT_URL_DYNAMODB ?? '',
    region: env.AWS_REGION ?? '',
    credentials: {
      accessKeyId: env.AWS_ACCESS_KEY_ID ?? '',
      secretAccessKey: env.AWS_SECRET_ACCESS_KEY ?? '',
    },
  })
  const tables = DynamoDBDocumentClient.from(client)
  const products = manyProducts(productCount)
  await writeAll(tables, products.map(rowOfProduct))
  return {
    url: `http://localhost:${port}`,
    tables,
    products,
    getItemMs: () => measureGetItem(env),
    async stop() {
      client.destroy()
      await shop.stop()
      rmSync(data, { recursive: true, force: true })
    },
  }
}

const program = fileURLToPath(new URL('./get-item.ts', import.meta.url))

/**
 * The median time of one GetItem through the plain SDK, in a new process each time: in this one it would become quicker
 * with all that Node has compiled by then.
 */
async function measureGetItem(env: Record<string, string | undefined>) {
  const options = { env: { ...process.env, ...env } }
  return Number((await promisify(execFile)(process.execPath, ['--import', 'tsx', program], options)).stdout)
}

const Answered = z.object({ userName: z.string(), checkoutId: z.string(), totalPrice: Money })
const Placed = z.object({ orderId: z.string(), orderDate: z.string(), totalPrice: Money })
const priceOf = (wanted: Wanted) => totalOf(wanted.map(([{ price }, quantity]) => ({ price, quantity })))
const now = () => performance.timeOrigin + performance.now()

/** A shopper without a browser, who checks every answer. */
export function welcome({ url }: Pick<Shop, 'url'>) {
  let cookie = ''

  async function ask(method: string, place: string, body: unknown): Promise<unknown> {
    const headers = { 'content-type': 'application/json', ...(cookie && { cookie }) }
    const answer = await fetch(`${url}${place}`, { method, headers, body: JSON.stringify(body) })
    cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? cookie
    if (answer.status !== 200)
      throw new Error(`${method} ${place} answered ${answer.status}: ${await answer.text()}`)
    return answer.json()
  }

  return {
    /** Makes the basket exactly this. Answers what the checkout is then asked for. */
    async fill(wanted: Wanted): Promise<Filled> {
      const lines = wanted.map(([{ id }, quantity]) => ({ productId: id, quantity }))
      const basket = Answered.parse(await ask('PUT', '/api/basket', { items: lines }))
      const total = priceOf(wanted)
      if (basket.totalPrice !== total) throw new Error(`the basket costs ${basket.totalPrice}, not ${total}`)
      return { userName: basket.userName, checkoutId: basket.checkoutId, lines, total }
    },
    cookie: () => cookie,
    async checkOut({ userName, checkoutId, lines, total }: Filled): Promise<Purchase> {
      const sentAt = now()
      const answer = await ask('POST', '/basket/checkout', { checkoutId })
      const answeredAt = now()
      const { orderId, orderDate, totalPrice } = Placed.parse(answer)
      if (totalPrice !== total) throw new Error(`${orderId} costs ${totalPrice}, not ${total}`)
      return { orderId, userName, orderDate, lines, total, sentAt, answeredAt }
    },
  }
}
