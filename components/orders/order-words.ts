import type { OrderStatus } from '@/lib/order/order'

export const statusLabels: Record<OrderStatus, string> = {
  PLACED: 'Placed',
  PROCESSING: 'Processing',
  CONFIRMED: 'Confirmed',
  PAYMENT_FAILED: 'Payment failed',
  OUT_OF_STOCK: 'Out of stock',
  REFUNDED: 'Refunded',
}

export const statusNotes: Record<OrderStatus, string> = {
  PLACED: 'We have your order and are checking stock and payment.',
  PROCESSING: 'Stock and payment are being settled.',
  CONFIRMED: 'Paid for and set aside for you.',
  PAYMENT_FAILED: 'The payment did not go through. Nothing was charged.',
  OUT_OF_STOCK: 'Something sold out before we could set it aside. You pay nothing.',
  REFUNDED: 'The money is on its way back to you.',
}

const reasons: Record<string, string> = {
  card_declined: 'It was declined. Nothing was charged.',
  out_of_stock: 'Not charged, because something had sold out.',
}

export const reasonText = (reason: string) => reasons[reason] ?? reason.replaceAll('_', ' ')

export const shortIdOf = (orderId: string) => orderId.slice(-8)
