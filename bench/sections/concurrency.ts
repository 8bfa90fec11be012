import { twoLines } from '../../tests/many/two-lines'
import type { Section } from '../bench'
import { measurePurchases } from '../purchases'

/** How many purchases settle a second with more and more in flight. */
export const concurrency: Section = async (bench) => {
  const { shop, products } = await bench.shop()
  const steps = bench.quick ? [1, 16, 256] : [1, 2, 4, 8, 16, 32, 64, 128, 256]
  for (const shoppers of steps) {
    const count = Math.min(bench.quick ? 300 : 600, Math.max(60, shoppers * 20))
    const { rate } = await measurePurchases(shop, {
      name: `${shoppers} in flight`,
      count,
      shoppers,
      products,
      wanted: twoLines(products),
    })
    bench.series.concurrency.push({ x: shoppers, y: rate })
  }
  return bench.series.concurrency.map(({ x, y }) => ({
    section: 'Throughput',
    name: `settled at ${x} in flight`,
    value: y,
    unit: '/s' as const,
  }))
}
