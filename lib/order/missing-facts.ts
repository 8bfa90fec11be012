import { isPlaced, type OrderRow, outcomeOf } from './order'

/** What an open order waits for, in words; empty where only its checkout has yet to be closed. */
export function missingFacts(row: OrderRow | undefined, cancelledAt?: string): string[] {
  if (!row) return ['the order', 'payment', 'stock', ...(cancelledAt ? ['its cancellation'] : [])]
  const { payment, inventory, cancellation } = row
  return [
    ...(isPlaced(row) ? [] : ['the order']),
    ...(payment ? [] : ['payment']),
    ...(inventory ? [] : ['stock']),
    ...(cancelledAt && !cancellation ? ['its cancellation'] : []),
    ...(outcomeOf(row).settled ? [] : undone(row)),
  ]
}

/** Of what is called off: what is still to be given back. */
function undone({ payment, inventory, cancellation }: OrderRow): string[] {
  if (!payment || !inventory) return []
  const [paid, reserved] = [payment.status === 'COMPLETED', inventory.status === 'RESERVED']
  return [
    ...(paid && (cancellation || !reserved) ? ['the refund'] : []),
    ...(reserved && (cancellation || !paid) ? ['the return of its stock'] : []),
  ]
}
