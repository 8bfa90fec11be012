import type { Charged, PaymentGateway } from '../../lib/payment/gateway'
import { running } from './world'

/** Stands in for lib/payment/simulated-gateway.ts in the bundle: a provider that is reached over a network. */
export const simulatedGateway: PaymentGateway = {
  charge: (charge) => {
    const { gate, ledger } = running()
    return gate({
      service: 'gateway',
      text: `charge ${charge.paymentId} ${charge.amount}`,
      perform: async () => ledger.charge(charge),
    }) as Promise<Charged>
  },
  async refund(charge) {
    const { gate, ledger } = running()
    await gate({
      service: 'gateway',
      text: `refund ${charge.paymentId} ${charge.amount}`,
      perform: async () => ledger.refund(charge),
    })
  },
}
