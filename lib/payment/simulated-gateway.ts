import { createHmac } from 'node:crypto'
import { Resource } from 'sst'
import * as z from 'zod'
import type { PaymentGateway } from './gateway'

const SuccessRate = z.coerce.number().min(0).max(1).default(0.9)

/** A number in [0, 1) that anyone with the secret gets again for the same payment. */
function drawOf(digest: Buffer) {
  return digest.readUInt32BE(0) / 2 ** 32
}

/** Approves PAYMENT_SUCCESS_RATE of all payments, and each payment always the same way. */
export const simulatedGateway: PaymentGateway = {
  async charge({ paymentId }) {
    const digest = createHmac('sha256', Resource.PaymentSecret.value).update(paymentId).digest()
    const approved = drawOf(digest) < SuccessRate.parse(process.env.PAYMENT_SUCCESS_RATE)
    return approved
      ? { ok: true, transactionId: `TXN-${digest.toString('hex', 4, 16)}` }
      : { ok: false, reason: 'card_declined' }
  },
  async refund() {},
}
