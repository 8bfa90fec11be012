import * as z from 'zod'
import { findShop, run } from './command.ts'

// npm run restock -- <product id> <pieces>: adds to the stock of a product.

await run(async () => {
  const [id, count] = process.argv.slice(2)
  if (!id) throw new Error('which product? npm run restock -- ember-teapot 20')
  const pieces = z.coerce.number().int().min(1).max(1_000_000).safeParse(count)
  if (!pieces.success) throw new Error('pieces: must be a whole number from 1 to 1000000')
  findShop()
  const { restockProduct } = await import('../lib/product/restock-product.ts')
  const product = await restockProduct(id, pieces.data)
  if (!product) throw new Error(`there is no product ${id}: npm run product adds one`)
  console.log(`${product.name}: ${product.availableStock} in stock`)
})
