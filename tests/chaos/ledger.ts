import type { Charge, Charged } from '../../lib/payment/gateway'
import type { Random } from './random'

export type Ledger = ReturnType<typeof createLedger>

/** The payment provider's own books: what moved for each key, however often it was asked. */
export function createLedger(random: Random, approvals: number) {
  const charges = new Map<string, Charge & { answer: Charged }>()
  const refunds = new Map<string, Charge>()
  const complaints: string[] = []

  return {
    charges,
    refunds,
    /** Requests that no correct shop makes. */
    complaints,
    charge(charge: Charge): Charged {
      const before = charges.get(charge.paymentId)
      if (before && before.amount !== charge.amount)
        complaints.push(`${charge.paymentId} charged with ${charge.amount}, before with ${before.amount}`)
      if (before) return before.answer
      const answer: Charged = random.chance(approvals)
        ? { ok: true, transactionId: `TXN-${charges.size + 1}` }
        : { ok: false, reason: 'card_declined' }
      charges.set(charge.paymentId, { ...charge, answer })
      return answer
    },
    refund(charge: Charge) {
      const charged = charges.get(charge.paymentId)
      if (!charged?.answer.ok) complaints.push(`${charge.paymentId} refunded and never charged`)
      else if (charged.amount !== charge.amount)
        complaints.push(`${charge.paymentId} refunded ${charge.amount} of ${charged.amount}`)
      refunds.set(charge.paymentId, charge)
    },
  }
}
