import * as z from 'zod'
import { Line } from '../basket/line'
import { Shortage } from '../events'
import { OrderId, ProductId } from '../ids'

export const Reservation = z.object({
  orderId: OrderId,
  status: z.enum(['RESERVED', 'REJECTED', 'RELEASED']),
  lines: z.array(Line),
  at: z.iso.datetime(),
  shortages: z.array(Shortage).optional(),
  /** Of a released order: it was released because the order was cancelled. */
  cancelled: z.boolean().optional(),
  /** Of a released order: what could not be given back, because its product was deleted meanwhile. */
  lost: z.array(z.object({ productId: ProductId, quantity: z.int().min(1) })).optional(),
})
export type Reservation = z.infer<typeof Reservation>
