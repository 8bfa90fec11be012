import type { Section } from '../bench'
import { measurePurchases } from '../purchases'
import { median } from '../statistics'
import { ofRuns } from './times'

/** Everybody buys one product, against everybody buying another one; both in turn, so that both meet the same host. */
export const hot: Section = async (bench) => {
  const { shop, products } = await bench.shop()
  const count = bench.quick ? 400 : 2000
  const [favourite] = products
  if (!favourite) throw new Error('there are no products')
  const rates = { one: [] as number[], many: [] as number[] }
  for (let run = 1; run <= Math.min(bench.runs, 2); run++)
    for (const of of ['one', 'many'] as const) {
      const { rate } = await measurePurchases(shop, {
        name: `${count} of ${of}, run ${run}`,
        count,
        shoppers: 100,
        products,
        wanted: (index) => [[of === 'one' ? favourite : (products[index % products.length] ?? favourite), 1]],
      })
      rates[of].push(rate)
    }
  const section = 'Hot product'
  return [
    {
      section,
      name: `${count} purchases over ${products.length} products`,
      ...ofRuns(rates.many),
      unit: '/s',
    },
    { section, name: `${count} purchases of one product`, ...ofRuns(rates.one), unit: '/s' },
    {
      section,
      name: 'rate of one to rate of many',
      value: median(rates.one) / median(rates.many),
      unit: 'ratio',
      target: { atLeast: 0.8 },
    },
  ]
}
