import * as z from 'zod'
import { answer, json, notFound } from '@/app/_server/http'
import { readProduct } from '@/app/_server/queries'
import { Product } from '@/lib/product/product'

export const GET = answer(async (_request, { params }: RouteContext<'/api/products/[id]'>) => {
  const product = await readProduct((await params).id)
  return product ? json(z.encode(Product, product)) : notFound('There is no such product.')
})
