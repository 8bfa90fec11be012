import { twoLines } from '../../tests/many/two-lines'
import type { Section } from '../bench'
import { audit, readStock } from '../books'
import { closedLoop } from '../closed-loop'
import { watchOpenCheckouts } from '../open-checkouts'
import { progressOf } from '../progress'
import { welcome } from '../shopper'
import { median } from '../statistics'
import { times } from './times'

const inFlight = 16

/** POST /basket/checkout: alone, and as many a second as sixteen at a time get answered, once warm. */
export const accept: Section = async (bench) => {
  const alone = (await bench.alone()).map(({ acceptMs }) => acceptMs)
  const count = bench.quick ? 200 : 600
  await burst(bench, count, 0)
  const rates: number[] = []
  for (let run = 1; run <= bench.runs; run++) rates.push(await burst(bench, count, run))
  const section = 'Accept'
  return [
    ...times(section, 'POST /basket/checkout, alone', alone, { p50: 20, p99: 60 }),
    {
      section,
      name: `answered at ${inFlight} in flight`,
      value: median(rates),
      unit: '/s',
      target: { atLeast: 200 },
      range: [Math.min(...rates), Math.max(...rates)],
    },
  ]
}

/** Fills every basket first, then checks all of them out at once; the services work at the same time. */
async function burst(bench: Parameters<Section>[0], count: number, run: number) {
  const { shop, products } = await bench.shop()
  const before = await readStock(shop, products)
  const step = progressOf(`${inFlight} in flight, ${run === 0 ? 'warm-up' : `run ${run}`}`, 2 * count)
  const open = watchOpenCheckouts(shop)
  const wanted = twoLines(products)
  const ready = await closedLoop(count, inFlight, async (index) => {
    const shopper = welcome(shop.http)
    const filled = await shopper.fill(wanted(index))
    step()
    return () => shopper.checkOut(filled)
  })
  const purchases = await closedLoop(count, inFlight, async (index) => {
    const purchase = await ready[index]?.()
    if (!purchase) throw new Error(`no basket ${index}`)
    step()
    return purchase
  })
  await Promise.all(purchases.map(({ orderId }) => open.settled(orderId)))
  await audit(shop, purchases, before)
  const began = Math.min(...purchases.map(({ sentAt }) => sentAt))
  const ended = Math.max(...purchases.map(({ answeredAt }) => answeredAt))
  return count / ((ended - began) / 1000)
}
