import type { Cents } from '../money'

export type Charge = { paymentId: string; amount: Cents }
export type Charged = { ok: true; transactionId: string } | { ok: false; reason: string }

/** A provider whose calls are idempotent by paymentId. They throw where the answer is unknown, and are asked again. */
export type PaymentGateway = {
  charge(charge: Charge): Promise<Charged>
  refund(charge: Charge): Promise<void>
}
