import * as z from 'zod'
import { ProductId } from '../ids'
import { Money } from '../money'

export const Product = z.object({
  id: ProductId,
  name: z.string().min(1),
  description: z.string(),
  price: Money,
  category: z.string().min(1),
  availableStock: z.int().min(0),
  reorderLevel: z.int().min(0).default(0),
  lastRestocked: z.iso.datetime().optional(),
  image: z.string().optional(),
})
export type Product = z.infer<typeof Product>
