import * as z from 'zod'
import { ProductId } from '../ids'
import { Money } from '../money'

export const Product = z.object({
  id: ProductId,
  // Fifty of these, escaped, still travel in one event.
  name: z.string().min(1).max(200),
  description: z.string().max(5_000),
  price: Money,
  category: z.string().min(1),
  availableStock: z.int().min(0),
  reorderLevel: z.int().min(0).default(0),
  lastRestocked: z.iso.datetime().optional(),
  image: z.string().optional(),
})
export type Product = z.infer<typeof Product>

/** What the index of categories carries of a product: everything but its stock, which every sale writes. */
const inIndex = { id: true, name: true, description: true, price: true, category: true } as const
export const CatalogueEntry = Product.pick(inIndex)
export type CatalogueEntry = z.infer<typeof CatalogueEntry>
