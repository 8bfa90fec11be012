import type * as z from 'zod'
import { type EventType, events } from '../events'
import type { OrderJson } from '../order/order'
import type { Product } from '../product/product'
import type * as api from './schemas'

/** One purchase as everybody tells it. */
const orderId = 'ORD-01KAVW3S5T8M7Q2Z9XJ4N6B0CD'
const orderDate = '2026-11-22T10:00:00.000482913Z'
const userName = 'guest-01kavw3s5t4h2r8yq7p6m5n3k1'
const paymentId = `PAY-${orderId}`
const line = { productId: 'signal-torch', productName: 'Signal Torch', price: 34.5, quantity: 2 }
const goods = 69
const delivery = { option: 'express', price: 12 }
const totalPrice = goods + delivery.price
const contact = {
  name: 'Ada Lovelace',
  email: 'ada@example.com',
  phone: '+44 20 7946 0958',
  country: 'GB',
  address: ["12 St James's Square"],
  city: 'London',
  postcode: 'SW1Y 4LB',
}
const shortage = { productId: 'signal-torch', requested: 2, available: 1 }
const reservedAt = '2026-11-22T10:00:00.084Z'
const paidAt = '2026-11-22T10:00:00.131Z'
const undoneAt = '2026-11-22T10:00:00.190Z'

const product: z.input<typeof Product> = {
  id: 'signal-torch',
  name: 'Signal Torch',
  description: 'A thousand lumens, or one long quiet glow.',
  price: 34.5,
  category: 'Tech',
  availableStock: 150,
  reorderLevel: 30,
  lastRestocked: '2026-11-01T09:00:00.000Z',
  image: '/products/signal-torch.webp',
}

const order: OrderJson = {
  userName,
  orderDate,
  orderId,
  items: [line],
  totalPrice,
  paymentMethod: 'card',
  delivery,
  contact,
  payment: { status: 'COMPLETED', paymentId, at: paidAt },
  inventory: { status: 'RESERVED', at: reservedAt, lines: [{ productId: 'signal-torch', quantity: 2 }] },
  history: [
    { what: 'CheckoutBasket', at: orderDate },
    { what: 'StockReserved', at: reservedAt },
    { what: 'PaymentCompleted', at: paidAt },
  ],
  status: 'CONFIRMED',
  settled: true,
}

export const examples = {
  Product: product,
  Catalogue: { products: [product], total: 1, page: 1, pages: 1 } satisfies z.input<typeof api.Catalogue>,
  BasketBody: { items: [{ productId: 'signal-torch', quantity: 2 }] } satisfies z.input<
    typeof api.DescribedBasketBody
  >,
  Basket: { userName, checkoutId: orderId, items: [line], totalPrice: goods } satisfies z.input<
    typeof api.BasketAnswer
  >,
  CheckoutBody: {
    checkoutId: orderId,
    paymentMethod: 'card',
    delivery: 'express',
    contact,
    expectedTotal: totalPrice,
  } satisfies z.input<typeof api.CheckoutBody>,
  CheckedOut: { orderId, orderDate, totalPrice } satisfies z.input<typeof api.CheckedOut>,
  Order: order,
  CancelledOrder: { orderId, cancelledAt: undoneAt } satisfies z.input<typeof api.CancelledOrder>,
  Orders: { orders: [order] } satisfies z.input<typeof api.Orders>,
  Health: { ok: true, services: { dynamodb: 'ok', eventbridge: 'ok' } } satisfies z.input<typeof api.Health>,
}

/** What a failure with this code carries beside its message. */
export const failureOf = (code: api.FailureCode): z.input<typeof api.Failure> => {
  if (code === 'total_changed')
    return {
      error: { code, message: 'The total is now $81.00. Nothing was ordered: accept it first.', totalPrice },
    }
  if (code === 'out_of_stock')
    return { error: { code, message: 'Not everything in your cart is in stock.', shortages: [shortage] } }
  return { error: { code, message: messages[code] } }
}

const messages: Record<Exclude<api.FailureCode, 'total_changed' | 'out_of_stock'>, string> = {
  basket_empty: 'Your cart is empty.',
  busy: 'Your cart is being changed in another window. Try again.',
  incomplete: 'The body ended early.',
  internal: 'Something went wrong on our side. Please try again.',
  invalid: 'items[0].quantity: Too small: expected number to be >=1',
  not_found: 'There is no such product.',
  not_json: 'The body must be JSON.',
  order_ended: 'Its payment did not go through: there is nothing to cancel, and you pay nothing.',
  order_sent: 'This order is on its way already and cannot be cancelled any more. You can send it back.',
  refused: 'Another site may not write here.',
  too_large: 'The body must be 65536 bytes at most.',
  too_many: 'That was too often. Please wait 4 minutes and try again.',
}

const placed = { userName, orderId, orderDate, traceId: '1-69218ca0-5f84d3b2a1c7e6094d8b3f12' }
const paid = { ...placed, paymentId, amount: totalPrice, at: paidAt }

const details: { [T in EventType]: z.input<(typeof events)[T]['detail']> } = {
  CheckoutBasket: { ...placed, items: [line], totalPrice, paymentMethod: 'card', delivery, contact },
  StockReserved: { ...placed, items: [line], at: reservedAt },
  StockRejected: { ...placed, items: [line], at: reservedAt, shortages: [shortage], totalPrice },
  PaymentCompleted: paid,
  OrderCancelled: { ...placed, totalPrice, at: undoneAt },
  PaymentFailed: { ...paid, failureReason: 'card_declined' },
  PaymentRefunded: { ...paid, at: undoneAt, failureReason: 'out_of_stock' },
  StockReleased: { ...placed, items: [line], at: undoneAt },
}

export const eventExampleOf = (type: EventType) => ({
  version: '0',
  id: '7bf73129-1428-4cd3-a780-95db273d1602',
  'detail-type': type,
  source: events[type].source,
  account: '123456789012',
  time: '2026-11-22T10:00:00Z',
  region: 'us-east-1',
  resources: [],
  detail: details[type],
})
