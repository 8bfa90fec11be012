import * as z from 'zod'
import { Text } from './text'

const largestKey = 1024

/** Keys of DynamoDB are UTF-8 of 1,024 bytes at most. */
const Id = Text.min(1)
  .max(120)
  .refine((id) => new TextEncoder().encode(id).length <= largestKey, `must be ${largestKey} bytes at most`)

export const ProductId = Id
export const UserName = Id

/** Names one purchase everywhere: checkoutId in the basket, orderId from the moment it is placed. */
export const CheckoutId = Id
export const OrderId = Id
export const PaymentId = Text.max(128).startsWith('PAY-')

/** Names one request through every function that it leads to, as X-Ray writes it. */
export const TraceId = z.string().regex(/^1-[0-9a-f]{8}-[0-9a-f]{24}$/)

export const paymentIdOf = (orderId: string) => `PAY-${orderId}`
