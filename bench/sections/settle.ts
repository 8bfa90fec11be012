import { twoLines } from '../../tests/many/two-lines'
import type { Section } from '../bench'
import type { Figure } from '../figures'
import type { Usage } from '../processes'
import { measurePurchases } from '../purchases'
import { mean, median } from '../statistics'
import { ofRuns, times } from './times'

const section = 'Settle'
const shoppers = 100

/** From checkout to settled: at low load, a thousand by a hundred shoppers, and ten thousand. */
export const settle: Section = async (bench) => {
  const { shop, products } = await bench.shop()
  const alone = (await bench.alone()).map(({ settleMs }) => settleMs)
  bench.series.settle.push(...alone.flat())

  const count = bench.quick ? 400 : 1000
  const wanted = twoLines(products)
  const rates: number[] = []
  for (let run = 1; run <= bench.runs; run++) {
    const name = `${count} by ${shoppers} shoppers, run ${run}`
    const { rate, usage } = await measurePurchases(shop, { name, count, shoppers, products, wanted })
    rates.push(rate)
    if (run === bench.runs)
      bench.uses.push({ during: `${count} purchases`, purchases: count, processes: usage })
  }

  const filling = await measurePurchases(shop, {
    name: `${count} with baskets filled through the API`,
    count,
    shoppers,
    products,
    wanted,
    baskets: 'through the API',
  })

  const many = bench.quick ? 2000 : 10_000
  const long = await measurePurchases(shop, {
    name: `${many} by ${shoppers} shoppers`,
    count: many,
    shoppers,
    products,
    wanted,
  })
  bench.uses.push({ during: `${many} purchases`, purchases: many, processes: long.usage })
  return [
    ...times(section, 'settled at low load', alone, { p50: 100, p99: 300 }),
    {
      section,
      name: `${count} purchases of two lines by ${shoppers} shoppers`,
      ...ofRuns(rates),
      unit: '/s',
      target: { atLeast: 120 },
    },
    { section, name: 'the same, every basket filled through the API', value: filling.rate, unit: '/s' },
    { section, name: `${many} purchases`, value: long.rate, unit: '/s' },
    {
      section,
      name: `rate of ${many} to rate of ${count}`,
      value: long.rate / median(rates),
      unit: 'ratio',
      target: { atLeast: 0.9 },
    },
    ...long.usage.map(growth),
  ]
}

/** Memory late in the run to memory once it was under way. */
function growth({ name, memoryMb }: Usage): Figure {
  const part = (from: number, to: number) =>
    mean(memoryMb.slice(Math.floor(from * memoryMb.length), Math.ceil(to * memoryMb.length)))
  return {
    section,
    name: `memory, last tenth to third tenth: ${name}`,
    value: part(0.9, 1) / part(0.2, 0.3),
    unit: 'ratio',
    ...(name.startsWith('load') ? {} : { target: { atMost: 1.15 } }),
  }
}
