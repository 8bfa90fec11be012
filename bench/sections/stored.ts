import { ulid } from 'ulid'
import type { Product } from '../../lib/product/product'
import { rowsOfPurchase } from '../../tests/many/stored-purchases'
import { twoLines } from '../../tests/many/two-lines'
import { writeAll } from '../../tests/many/write-rows'
import type { Section } from '../bench'
import { stockProducts } from '../catalogue'
import { say } from '../progress'
import { measurePurchases } from '../purchases'
import { measureGetItem } from '../reference-read'
import { type Shop, startShop } from '../shop'
import { mean } from '../statistics'

const ordersOfOne = 20
const section = 'Stored orders'

/** The time of one purchase with more and more of them stored, in a shop of its own. */
export const stored: Section = async (bench) => {
  const sizes = bench.quick ? [1_000, 5_000] : [1_000, 10_000, 50_000]
  const shop = await startShop()
  try {
    const products = await stockProducts(shop, 100)
    const warmUp = bench.quick ? 300 : 950
    const wanted = twoLines(products)
    const measure = (name: string, count: number) =>
      measurePurchases(shop, { name, count, shoppers: 100, products, wanted })
    await measure('warm-up', warmUp)
    let present = warmUp
    for (const size of sizes) {
      say(`storing ${size} purchases`)
      await store(shop, products, size - present)
      const before = await measureGetItem(shop)
      const { rate } = await measure(`with ${size} stored`, bench.quick ? 300 : 800)
      present = size + (bench.quick ? 300 : 800)
      // In time of this moment's host, which may be another one's minutes later.
      const getItemMs = mean([before, await measureGetItem(shop)])
      bench.series.stored.push({ x: size, y: 1000 / rate / getItemMs })
    }
  } finally {
    await shop.stop()
  }
  const [few] = bench.series.stored
  const most = bench.series.stored.at(-1)
  if (!few || !most) throw new Error('nothing was measured')
  return [
    ...bench.series.stored.map(({ x, y }) => ({
      section,
      name: `${x} stored: time of one purchase`,
      value: y,
      unit: 'GetItems' as const,
    })),
    {
      section,
      name: `time with ${most.x} stored to time with ${few.x}`,
      value: most.y / few.y,
      unit: 'ratio',
      target: { atMost: 1.1 },
    },
  ]
}

/** `count` purchases of shoppers with a few orders each, over the last months. */
async function store(shop: Shop, products: readonly Product[], count: number) {
  let userName = ''
  const chunk = 1000
  for (let from = 0; from < count; from += chunk)
    await writeAll(
      shop.tables,
      Array.from({ length: Math.min(chunk, count - from) }, (_, offset) => {
        const index = from + offset
        if (index % ordersOfOne === 0) userName = `guest-${ulid().toLowerCase()}`
        return rowsOfPurchase(userName, products, { index, minutesAgo: (index * 7) % 100_000 })
      }).flat(),
    )
}
