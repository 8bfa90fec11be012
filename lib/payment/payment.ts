import * as z from 'zod'
import { OrderId, PaymentId, UserName } from '../ids'
import { Money } from '../money'

export const Payment = z.object({
  paymentId: PaymentId,
  orderId: OrderId,
  userName: UserName,
  orderDate: z.iso.datetime(),
  amount: Money,
  status: z.enum(['PENDING', 'COMPLETED', 'FAILED', 'REFUNDED']),
  paymentMethod: z.string().optional(),
  processedAt: z.iso.datetime().optional(),
  transactionId: z.string().optional(),
  failureReason: z.string().optional(),
  cancelled: z.boolean().optional(),
})
export type Payment = z.infer<typeof Payment>

export const outOfStock = 'out_of_stock'
