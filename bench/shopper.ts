import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { PutCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import { Basket, type Line, totalOf } from '../lib/basket/basket'
import { mintCheckoutId } from '../lib/checkout/checkout-id'
import { Money } from '../lib/money'
import type { Wanted } from '../tests/many/two-lines'
import type { Http } from './http'

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
export type Filled = Pick<Purchase, 'userName' | 'lines' | 'total'> & { checkoutId: string }
export type Shopper = ReturnType<typeof welcome>

const Answered = z.object({ userName: z.string(), checkoutId: z.string(), totalPrice: Money })
const Placed = z.object({ orderId: z.string(), orderDate: z.string(), totalPrice: Money })

const priceOf = (wanted: Wanted) => totalOf(wanted.map(([{ price }, quantity]) => ({ price, quantity })))

const now = () => performance.timeOrigin + performance.now()

/** A new shopper, known by a session cookie as in a browser. */
export function welcome(http: Http) {
  let cookie = ''
  let userName = ''

  async function ask(method: string, path: string, body?: unknown) {
    const answer = await http.ask(path, { method, body, headers: cookie ? { cookie } : {} })
    const [kept] = [answer.headers['set-cookie'] ?? []].flat()
    if (kept) cookie = kept.split(';')[0] ?? ''
    if (answer.status !== 200) throw new Error(`${method} ${path} answered ${answer.status}: ${answer.body}`)
    return answer
  }

  return {
    get: (path: string) => ask('GET', path),
    /** A read of what the browser may have already, by the tag it was given. */
    poll: (path: string, etag: string | undefined) =>
      http.ask(path, { headers: { cookie, ...(etag && { 'if-none-match': etag }) } }),
    /** Makes the basket exactly this. Answers what the checkout is then asked for. */
    async fill(wanted: Wanted): Promise<Filled> {
      const lines = wanted.map(([{ id }, quantity]) => ({ productId: id, quantity }))
      const { body } = await ask('PUT', '/api/basket', { items: lines })
      const basket = Answered.parse(JSON.parse(body))
      const total = priceOf(wanted)
      if (basket.totalPrice !== total) throw new Error(`the basket costs ${basket.totalPrice}, not ${total}`)
      userName = basket.userName
      return { userName, checkoutId: basket.checkoutId, lines, total }
    },
    /** The next basket of somebody who has had one: put straight into its table, as the shop would have. */
    async fillTable(tables: DynamoDBDocumentClient, wanted: Wanted): Promise<Filled> {
      const basket: Basket = {
        userName,
        items: wanted.map(([{ id, name, price }, quantity]) => ({
          productId: id,
          productName: name,
          price,
          quantity,
        })),
        checkoutId: mintCheckoutId(),
        version: 1,
        expiresAt: Math.floor(Date.now() / 1000) + 3600,
      }
      await tables.send(new PutCommand({ TableName: 'BasketTable', Item: z.encode(Basket, basket) }))
      const { checkoutId, items: lines } = basket
      return { userName, checkoutId, lines, total: priceOf(wanted) }
    },
    async checkOut({ userName, checkoutId, lines, total }: Filled): Promise<Purchase> {
      const sentAt = now()
      const { body } = await ask('POST', '/basket/checkout', { checkoutId })
      const answeredAt = now()
      const { orderId, orderDate, totalPrice } = Placed.parse(JSON.parse(body))
      if (totalPrice !== total) throw new Error(`${orderId} costs ${totalPrice}, not ${total}`)
      return { orderId, userName, orderDate, lines, total, sentAt, answeredAt }
    },
  }
}
