import type { Section } from '../bench'
import { twoLines } from '../purchases'
import { welcome } from '../shopper'
import { times } from './times'

const section = 'Polling'

/** A refresh of My Orders that finds what the browser has already. */
export const polling: Section = async (bench) => {
  const { shop, products } = await bench.shop()
  const shopper = welcome(shop.http)
  for (let index = 0; index < 3; index++) {
    const purchase = await shopper.checkOut(await shopper.fill(twoLines(products)(index)))
    while (!(await isSettled(shopper, purchase.orderId)));
  }
  const { headers } = await shopper.get('/api/orders')
  const [etag] = [headers.etag].flat()
  const measured: number[] = []
  let bytes = 0
  let status = 0
  for (let index = 0; index < (bench.quick ? 40 : 200); index++) {
    const answer = await shopper.poll('/api/orders', etag)
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
