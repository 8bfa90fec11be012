import * as z from 'zod'
import { findCheckout } from '../checkout/store'
import { paymentIdOf } from '../ids'
import { findOrderRow } from '../order/store'
import { findPayment } from '../payment/store'
import { findReservation } from '../reservation/store'
import type { PurchaseRows } from './lookup'

/**
 * By its id alone: its checkout, which stays for 15 days, or its payment says whose it is and when it was placed; without both,
 * and so without its order's key, there is nothing to be found.
 */
export async function findPurchase(orderId: string): Promise<PurchaseRows | undefined> {
  const unreadable: string[] = []
  const orNone = <Row>(name: string, row: Promise<Row | undefined>) =>
    row.catch((error) => {
      if (!(error instanceof z.ZodError)) throw error
      unreadable.push(name)
      return undefined
    })
  const [checkout, payment, reservation] = await Promise.all([
    findCheckout(orderId),
    orNone('payment', findPayment(paymentIdOf(orderId))),
    orNone('reservation', findReservation(orderId)),
  ])
  const named = checkout ?? payment
  if (!named) return undefined
  const { userName, orderDate } = named
  const order = await findOrderRow({ userName, orderDate })
  const own = order?.orderId === orderId ? order : undefined
  return { orderId, userName, orderDate, checkout, payment, reservation, order: own, unreadable }
}
