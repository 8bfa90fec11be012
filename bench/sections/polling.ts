import * as z from 'zod'
import { twoLines } from '../../tests/many/two-lines'
import type { Section } from '../bench'
import { welcome } from '../shopper'
import { times } from './times'

const section = 'Polling'

const Newest = z.object({ orders: z.tuple([z.object({ orderDate: z.string() })], z.unknown()) })

/** A refresh of My Orders that finds what the browser has already. */
export const polling: Section = async (bench) => {
  const { shop, products } = await bench.shop()
  const shopper = welcome(shop.http)
  for (let index = 0; index < 3; index++) {
    const purchase = await shopper.checkOut(await shopper.fill(twoLines(products)(index)))
    while (!(await isSettled(shopper, purchase.orderId)));
  }
  // As the page asks: nothing is open, so only for what came since the newest order.
  const { orders } = Newest.parse(JSON.parse((await shopper.get('/api/orders')).body))
  const refresh = `/api/orders?${new URLSearchParams({ limit: '10', since: orders[0].orderDate })}`
  const [etag] = [(await shopper.get(refresh)).headers.etag].flat()
  const measured: number[] = []
  let bytes = 0
  let status = 0
  for (let index = 0; index < (bench.quick ? 40 : 200); index++) {
    const answer = await shopper.poll(refresh, etag)
    measured.push(answer.ms)
    bytes = Buffer.byteLength(answer.body)
    status = answer.status
  }
  return [
    ...times(section, 'refresh that finds nothing new', [measured]),
    {
      section,
      name: `its answer, status ${status}`,
      value: bytes,
      unit: 'bytes',
      target: { atMost: 16 },
    },
  ]
}

async function isSettled(shopper: ReturnType<typeof welcome>, orderId: string) {
  const { body } = await shopper.get(`/api/orders/${orderId}`)
  return JSON.parse(body).settled === true
}
