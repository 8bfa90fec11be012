import * as z from 'zod'
import { answer, json, parseQuery } from '@/app/_server/http'
import { readCatalogue } from '@/app/_server/queries'
import { sorts } from '@/lib/address'
import { Product } from '@/lib/product/product'

const Wish = z.object({
  category: z.string().max(100).optional(),
  q: z.string().max(100).optional(),
  sort: z.enum(sorts).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(100),
  page: z.coerce.number().int().min(1).max(10_000).default(1),
})

export const GET = answer(async (request) => {
  const { products, total, page, pages } = await readCatalogue(parseQuery(Wish, request))
  return json({ products: z.encode(z.array(Product), products), total, page, pages })
})
