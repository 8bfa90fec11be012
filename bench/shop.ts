import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import * as z from 'zod'
import { openShop, readEnv, tablesOf } from '../e2e/shop-process'
import { totalOf, type WantedLine } from '../lib/basket/line'
import { Money } from '../lib/money'
import { isolation } from '../local/connection'
import { manyProducts, rowOfProduct, type Wanted } from '../tests/many/products'
import { writeAll } from '../tests/many/write-rows'

export type Shop = Awaited<ReturnType<typeof startShop>>
type Filled = {
  userName: string
  checkoutId: string
  lines: WantedLine[]
  /** In cents, as this client counts it; the shop's answers were the same. */
  total: number
}
/** A purchase that the shop has answered with 200. Times in milliseconds since the epoch. */
export type Purchase = Filled & { orderId: string; orderDate: string; sentAt: number; answeredAt: number }

// The pinned SDK runs on this Node; its notice is about versions to come.
Object.assign(process.env, isolation, { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' })

const program = fileURLToPath(new URL('./get-item.ts', import.meta.url))

/** `npm start` on a port and a data folder of its own, production build, with more products. */
export async function startShop(productCount = 100) {
  const shop = await openShop()
  const tables = tablesOf(shop)
  const products = manyProducts(productCount)
  await writeAll(tables, products.map(rowOfProduct))
  /**
   * The median time of one GetItem through the plain SDK, in a new process each time: in this one it would become
   * quicker with all that Node has compiled by then.
   */
  async function getItemMs() {
    const options = { env: { ...process.env, ...readEnv(shop) } }
    return Number((await promisify(execFile)(process.execPath, ['--import', 'tsx', program], options)).stdout)
  }
  return { ...shop, tables, products, getItemMs }
}

const Answered = z.object({ userName: z.string(), checkoutId: z.string(), totalPrice: Money })
const Placed = z.object({ orderId: z.string(), orderDate: z.string(), totalPrice: Money })
const now = () => performance.timeOrigin + performance.now()

/** A shopper without a browser, who checks every answer. */
export function welcome({ url }: Pick<Shop, 'url'>) {
  let cookie = ''

  async function ask(method: string, place: string, body: unknown): Promise<unknown> {
    const headers = { 'content-type': 'application/json', origin: url, ...(cookie && { cookie }) }
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
      const total = totalOf(wanted.map(([{ price }, quantity]) => ({ price, quantity })))
      if (basket.totalPrice !== total) throw new Error(`the basket costs ${basket.totalPrice}, not ${total}`)
      return { userName: basket.userName, checkoutId: basket.checkoutId, lines, total }
    },
    cookie: () => cookie,
    async checkOut(basket: Filled): Promise<Purchase> {
      const sentAt = now()
      const answer = await ask('POST', '/basket/checkout', { checkoutId: basket.checkoutId })
      const answeredAt = now()
      const { totalPrice, ...placed } = Placed.parse(answer)
      if (totalPrice !== basket.total) throw new Error(`${placed.orderId} costs ${totalPrice}`)
      return { ...basket, ...placed, sentAt, answeredAt }
    },
  }
}
