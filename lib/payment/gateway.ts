import type { Cents } from '../money'

export type Charge = { paymentId: string; amount: Cents }
export type Charged = { ok: true; transactionId: string } | { ok: false; reason: string }

/**
 * A payment provider. Both calls are idempotent by paymentId: asked again, they answer as they did and move no more
 * money. They throw when the answer is unknown (a time-out), and are then asked again on redelivery.
 */
export type PaymentGateway = {
  charge(charge: Charge): Promise<Charged>
  refund(charge: Charge): Promise<void>
}
