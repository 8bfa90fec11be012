import type { Charge, Charged, PaymentGateway } from '../lib/payment/payment'

/** A gateway that keeps books: what moved for each payment, however often it was asked. */
export function ledgerGateway(answer: (charge: Charge) => Charged = approve) {
  const charged = new Map<string, Charged>()
  const refunded = new Set<string>()
  const asked = { charge: 0, refund: 0 }
  const gateway: PaymentGateway = {
    async charge(charge) {
      asked.charge++
      const answered = charged.get(charge.paymentId) ?? answer(charge)
      charged.set(charge.paymentId, answered)
      return answered
    },
    async refund({ paymentId }) {
      asked.refund++
      if (!charged.get(paymentId)?.ok) throw new Error(`${paymentId} was never charged`)
      refunded.add(paymentId)
    },
  }
  return { gateway, charged, refunded, asked }
}

export const approve = (): Charged => ({ ok: true, transactionId: 'TXN-1' })
export const decline = (): Charged => ({ ok: false, reason: 'card_declined' })
