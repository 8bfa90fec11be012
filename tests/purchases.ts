import { ulid } from 'ulid'
import { totalOf } from '../lib/basket/line'
import { orderDateOf } from '../lib/checkout/checkout'
import { mintCheckoutId } from '../lib/checkout/checkout-id'
import type { Detail } from '../lib/events'
import type { Product } from '../lib/product/product'

type Wanted = [product: Product, quantity: number]

let shoppers = 0
export const newShopper = () => `shopper-${process.pid}-${++shoppers}`

/** As long as the names that the site gives to guests: the size of a row decides what it costs. */
export const newGuest = () => `guest-${ulid().toLowerCase()}`

/** What a checkout of these products publishes. */
export function purchaseOf(...wanted: Wanted[]): Detail<'CheckoutBasket'> {
  const orderId = mintCheckoutId()
  const items = wanted.map(([{ id, name, price }, quantity]) => ({
    productId: id,
    productName: name,
    price,
    quantity,
  }))
  return {
    userName: newShopper(),
    orderId,
    orderDate: orderDateOf(new Date(), orderId),
    totalPrice: totalOf(items),
    items,
    paymentMethod: 'card',
  }
}
