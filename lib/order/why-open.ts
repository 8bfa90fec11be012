import { alarmAfterAttempts, type Checkout } from '../checkout/checkout'
import { isPlaced, type OrderRow, outcomeOf } from './order'

/** What a purchase waits for, in words, and when it is published again. Nothing for one that is settled and closed. */
export type WhyOpen = { waitsFor: string[]; attempts: number; nextAt: string | undefined; givenUp: boolean }

type Purchase = { order?: OrderRow | undefined; checkout?: Checkout | undefined }

/** Why a purchase is not settled, by the facts that it lacks. Undefined where nothing is left to happen. */
export function whyOpen({ order, checkout }: Purchase): WhyOpen | undefined {
  const waitsFor = missingIn({ order, checkout })
  const isOpen = checkout?.open !== undefined
  if (waitsFor.length === 0 && !isOpen) return undefined
  const attempts = checkout?.attempts ?? 0
  return {
    waitsFor:
      waitsFor.length > 0 ? waitsFor : ['Ordering to close its checkout: the order itself is settled.'],
    attempts,
    nextAt: isOpen ? checkout?.dueAt : undefined,
    givenUp: attempts >= alarmAfterAttempts,
  }
}

function missingIn({ order, checkout }: Purchase): string[] {
  if (checkout?.cancelledAt && !order?.cancellation)
    return ['Ordering to learn that it was cancelled: OrderCancelled has not arrived.']
  if (!order) return ['Ordering to place it: CheckoutBasket has not arrived.']
  const { payment, inventory, cancellation } = order
  const { settled } = outcomeOf(order)
  if (settled) return []
  const isPaid = payment?.status === 'COMPLETED'
  const isReserved = inventory?.status === 'RESERVED'
  const isUnpaid = payment !== undefined && !isPaid
  const missing: (string | false)[] = [
    !isPlaced(order) && 'Ordering to place it: facts have arrived, CheckoutBasket has not.',
    !payment && 'Payment to say whether it is paid.',
    !inventory && 'Inventory to say whether its stock is reserved.',
    isUnpaid &&
      isReserved &&
      !cancellation &&
      'Inventory to give the stock back: its payment did not go through.',
    isPaid && inventory !== undefined && !isReserved && 'Payment to refund it: there is no stock for it.',
    isPaid &&
      isReserved &&
      cancellation !== undefined &&
      'Payment and inventory to undo it: it was cancelled.',
    isUnpaid &&
      isReserved &&
      cancellation !== undefined &&
      'Inventory to give the stock back: it was cancelled.',
  ]
  return missing.filter((one) => one !== false)
}
