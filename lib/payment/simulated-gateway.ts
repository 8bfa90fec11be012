import { createHmac } from 'node:crypto'
import { Resource } from 'sst'
import * as z from 'zod'
import type { PaymentGateway } from './payment'

const SuccessRate = z.coerce.number().min(0).max(1).default(0.9)

/** Approves PAYMENT_SUCCESS_RATE of all payments, and each payment always the same way. */
export const simulatedGateway: PaymentGateway = {
  simulated: true,
  async charge({ paymentId }) {
    const digest = createHmac('sha256', Resource.PaymentSecret.value).update(paymentId).digest()
    const draw = digest.readUInt32BE(0) / 2 ** 32
    return draw < SuccessRate.parse(process.env.PAYMENT_SUCCESS_RATE)
      ? { ok: true, transactionId: `TXN-${digest.toString('hex', 4, 16)}` }
      : { ok: false, reason: 'card_declined' }
  },
  async refund() {},
}
