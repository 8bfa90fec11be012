import { rowsOfPurchase } from '../../tests/many/stored-purchases'
import { writeAll } from '../../tests/many/write-rows'
import type { Bench, Section } from '../bench'
import { stockProducts } from '../catalogue'
import type { Figure } from '../figures'
import { progressOf } from '../progress'
import { type Shopper, welcome } from '../shopper'
import { times } from './times'

const section = 'Reading'
const orderCount = 1000
const productCount = 1000

/** What a shopper with a thousand orders and a catalogue of a thousand products reads, one page after another. */
export const reading: Section = async (bench) => {
  const shopper = await shopperWithOrders(bench)
  const pages: [name: string, path: string][] = [
    [`My Orders of ${orderCount} (API)`, '/api/orders'],
    [`My Orders of ${orderCount} (page)`, '/orders'],
    [`catalogue of ${productCount} (API)`, '/api/products'],
    [`catalogue of ${productCount} (page)`, '/'],
    ['one category (API)', '/api/products?category=Desk'],
    [`search over ${productCount} (API)`, '/api/products?q=item%20999'],
    ['one product (API)', '/api/products/bench-0500'],
  ]
  const figures: Figure[] = []
  for (const [name, path] of pages) figures.push(...(await measure(bench, shopper, name, path)))
  return figures
}

async function measure(bench: Bench, shopper: Shopper, name: string, path: string): Promise<Figure[]> {
  const count = bench.quick ? 50 : 200
  const step = progressOf(name, count)
  for (let index = 0; index < count; index++) await shopper.get(path)
  const measured: number[] = []
  let bytes = 0
  for (let index = 0; index < count; index++) {
    const { ms, body } = await shopper.get(path)
    measured.push(ms)
    bytes = Buffer.byteLength(body)
    step()
  }
  return [
    ...times(section, name, [measured], { p50: 20 }),
    { section, name: `${name}, answer`, value: bytes / 1024, unit: 'KB' },
  ]
}

async function shopperWithOrders(bench: Bench) {
  const { shop } = await bench.shop()
  const products = await stockProducts(shop, productCount)
  const shopper = welcome(shop.http)
  const { userName } = await shopper.fill(products.slice(0, 2).map((product) => [product, 1]))
  const rows = Array.from({ length: orderCount }, (_, index) =>
    rowsOfPurchase(userName, products, { index, minutesAgo: 1 + index * 60 }),
  )
  await writeAll(shop.tables, rows.flat())
  return shopper
}
