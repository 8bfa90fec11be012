import type { HistoryEntry, OrderStatus } from '@/lib/order/order'

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

type What = HistoryEntry['what']

export const eventLabels: Record<What, string> = {
  CheckoutBasket: 'Order placed',
  StockReserved: 'Stock reserved',
  StockRejected: 'Out of stock',
  StockReleased: 'Stock returned',
  PaymentCompleted: 'Payment completed',
  PaymentFailed: 'Payment failed',
  PaymentRefunded: 'Payment refunded',
}

export const eventTones: Record<What, 'good' | 'bad' | 'warn'> = {
  CheckoutBasket: 'good',
  StockReserved: 'good',
  StockRejected: 'bad',
  StockReleased: 'warn',
  PaymentCompleted: 'good',
  PaymentFailed: 'bad',
  PaymentRefunded: 'warn',
}

const reasons: Record<string, string> = {
  card_declined: 'It was declined. Nothing was charged.',
  out_of_stock: 'Not charged, because something had sold out.',
}

export const reasonText = (reason: string) => reasons[reason] ?? reason.replaceAll('_', ' ')

export const shortIdOf = (orderId: string) => orderId.slice(-8)
