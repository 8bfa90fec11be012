import * as z from 'zod'
import { answer, json, parseQuery } from '@/app/_server/http'
import { readCatalogue } from '@/app/_server/queries'
import { Product } from '@/lib/product/product'

const Filter = z.object({ category: z.string().max(100).optional(), q: z.string().max(100).optional() })

export const GET = answer(async (request) => {
  const products = await readCatalogue(parseQuery(Filter, request))
  return json({ products: z.encode(z.array(Product), products) })
})
