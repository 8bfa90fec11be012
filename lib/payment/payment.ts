import * as z from 'zod'
import { OrderId, PaymentId, UserName } from '../ids'
import { type Cents, Money } from '../money'

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
export const cancelledByShopper = 'cancelled'

export type Charge = { paymentId: string; amount: Cents }
export type Charged = { ok: true; transactionId: string } | { ok: false; reason: string }

/** A provider whose calls are idempotent by paymentId. They throw where the answer is unknown, and are asked again. */
export type PaymentGateway = {
  /** Moves no money: the shop then says on its pages that it is a demonstration. */
  simulated?: true
  charge(charge: Charge): Promise<Charged>
  refund(charge: Charge): Promise<void>
}
