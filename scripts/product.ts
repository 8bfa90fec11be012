import { parseArgs } from 'node:util'
import * as z from 'zod'
import { fieldErrors } from '../lib/field-errors.ts'
import { categories } from '../lib/product/categories.ts'
import { Product } from '../lib/product/product.ts'
import { findShop, root, run } from './command.ts'

// npm run product -- <id> [--name ...] [--price ...] [--picture file]: adds a product, or changes what is named of one.

const usage = `npm run product -- <id> [--name "..."] [--description "..."] [--price 9.95] [--category ${categories.join('|')}] [--stock 20] [--reorder-level 5] [--picture file]`

const Amount = z
  .string()
  .regex(/^\d+(\.\d+)?$/, 'must be a number')
  .transform(Number)
/** What is written on the command line, as Product reads it. */
const Written = z.object({
  name: z.string().optional(),
  description: z.string().optional(),
  price: Amount.optional(),
  category: z.enum(categories, `is none of ${categories.join(', ')}, which the shop shows`).optional(),
  stock: Amount.optional(),
  'reorder-level': Amount.optional(),
  picture: z.string().optional(),
})

function read() {
  const text = { type: 'string' } as const
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: Object.fromEntries(Object.keys(Written.shape).map((name) => [name, text])),
  })
  const [id, ...more] = positionals
  if (!id || more.length > 0) throw new Error(usage)
  if (!/^[\w-]+$/.test(id))
    throw new Error('id: letters, digits, _ and -, because its picture and its address carry it')
  const written = Written.safeParse(values)
  if (!written.success) throw new Error(fieldErrors(written.error))
  const { stock, picture, 'reorder-level': reorderLevel, ...rest } = written.data
  const image = picture === undefined ? undefined : `/products/${id}.webp`
  return { id, stock, picture, given: { ...rest, reorderLevel, image } }
}

const parse = <S extends z.ZodType>(schema: S, input: unknown): z.output<S> => {
  const { success, data, error } = schema.safeParse(input)
  if (!success) throw new Error(fieldErrors(error))
  return data
}

await run(async () => {
  const { id, stock, picture, given } = read()
  findShop()
  const { addProduct, Change, changeProduct, findProduct } = await import('../lib/product/store.ts')
  const known = await findProduct(id, { consistent: true })
  const named = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
  if (known && stock !== undefined)
    throw new Error(`stock: ${id} is there already; npm run restock adds to it`)
  if (known && Object.keys(named).length === 0) throw new Error(`nothing to change: ${usage}`)
  const change = known
    ? parse(Change, named)
    : parse(Product, { id, description: '', availableStock: stock ?? 0, ...named })
  if (picture !== undefined) {
    const { makePictures } = await import('./pictures.ts')
    await makePictures(picture, { root, name: id, category: given.category ?? known?.category ?? '' })
    console.log(
      `public/products has its picture: npm start shows it from its next start on, a stage once it is deployed`,
    )
  }
  const done = known ? await changeProduct(id, change) : await addProduct(change as Product)
  if (!done) throw new Error(`${id} was ${known ? 'deleted' : 'added'} by somebody else meanwhile: try again`)
  const product = await findProduct(id, { consistent: true })
  console.log(`${known ? 'changed' : 'added'} ${product?.name} in ${product?.category}: /products/${id}`)
})
