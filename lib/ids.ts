import * as z from 'zod'

const Id = z.string().min(1).max(120)

export const ProductId = Id
export const UserName = Id

/** Names one purchase everywhere: checkoutId in the basket, orderId from the moment it is placed. */
export const CheckoutId = Id
export const OrderId = Id
export const PaymentId = z.string().max(128).startsWith('PAY-')

export const paymentIdOf = (orderId: string) => `PAY-${orderId}`
