import type { Product } from '../lib/product/product'
import { twoLines } from '../tests/many/two-lines'
import { stockProducts } from './catalogue'
import type { Figure } from './figures'
import type { Options } from './options'
import type { Usage } from './processes'
import { say } from './progress'
import { type Measured, measurePurchases } from './purchases'
import { measureGetItem } from './reference-read'
import { type Shop, startShop } from './shop'

export type Point = { x: number; y: number }
export type Series = { settle: number[]; concurrency: Point[]; stored: Point[] }
export type Use = { during: string; purchases: number; processes: Usage[] }
export type Section = (bench: Bench) => Promise<Figure[]>
export type Bench = Awaited<ReturnType<typeof openBench>>

const productCount = 100

/** What the measurements share: one warm shop, and what they draw and note beside their figures. */
export async function openBench({ quick, runs }: Pick<Options, 'quick' | 'runs'>) {
  const series: Series = { settle: [], concurrency: [], stored: [] }
  const uses: Use[] = []
  let opened: Promise<{ shop: Shop; products: Product[] }> | undefined
  let alone: Promise<Measured[]> | undefined

  async function open() {
    say('starting the shop, production build')
    const shop = await startShop()
    const products = await stockProducts(shop, productCount)
    // Until then Node is still compiling, and a purchase takes half as long again.
    const warmUp = { name: 'warm-up', count: quick ? 300 : 2000, shoppers: 100 }
    await measurePurchases(shop, { ...warmUp, products, wanted: twoLines(products) })
    return { shop, products }
  }
  const shop = () => {
    opened ??= open()
    return opened
  }

  return {
    quick,
    runs,
    series,
    uses,
    shop,
    /** How fast this host is now, in milliseconds a GetItem; to be asked between measurements. */
    gauge: async () => measureGetItem((await shop()).shop),
    /** Purchases of two lines, one after the other, each once the one before has settled. */
    alone() {
      alone ??= shop().then(async ({ shop, products }) => {
        const measured: Measured[] = []
        for (let run = 1; run <= runs; run++)
          measured.push(
            await measurePurchases(shop, {
              name: `alone, run ${run}`,
              count: quick ? 60 : 150,
              shoppers: 1,
              products,
              wanted: twoLines(products),
            }),
          )
        return measured
      })
      return alone
    },
    async close() {
      const found = await opened?.catch(() => undefined)
      await found?.shop.stop()
    },
  }
}
