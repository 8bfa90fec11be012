import * as z from 'zod'
import { Line } from '../basket/basket'
import { Shortage } from '../events'
import { OrderId } from '../ids'

export const Reservation = z.object({
  orderId: OrderId,
  status: z.enum(['RESERVED', 'REJECTED', 'RELEASED']),
  lines: z.array(Line),
  at: z.iso.datetime(),
  shortages: z.array(Shortage).optional(),
})
export type Reservation = z.infer<typeof Reservation>
