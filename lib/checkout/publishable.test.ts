import { expect, test } from 'vitest'
import { embeddedAws, receive } from '../../tests/embedded-aws'
import { purchaseOf } from '../../tests/purchases'
import { publish } from '../aws/bus'
import { maxLines } from '../basket/line'
import type { Detail } from '../events'
import { Money } from '../money'
import { Product } from '../product/product'
import { unpublishable } from './checkout-basket'

embeddedAws()

const tea = { id: 'tea', name: 'Tea', description: '', price: 10, category: 'Desk', availableStock: 1 }

/** Fifty lines of the longest ids, each named by `length` times `char`. */
function purchaseNamed(char: string, length: number): Detail<'CheckoutBasket'> {
  const purchase = purchaseOf([Product.parse(tea), 1])
  const items = Array.from({ length: maxLines }, (_, index) => ({
    productId: `${index}`.padStart(120, 'é'),
    productName: char.repeat(length),
    price: Money.parse(10),
    quantity: 1,
  }))
  return { ...purchase, items, totalPrice: Money.parse(10 * maxLines) }
}

test.each([
  'x',
  'é',
  '茶',
  '🍵',
  '"',
])('the longest names of %s that are let through travel in every event', async (char) => {
  let [length, refused] = [1, 6_000]
  while (refused - length > 1) {
    const middle = Math.floor((length + refused) / 2)
    if (unpublishable(purchaseNamed(char, middle))) refused = middle
    else length = middle
  }
  const purchase = purchaseNamed(char, length)
  await publish('CheckoutBasket', purchase)
  const shortages = purchase.items.map(({ productId }) => ({ productId, requested: 1, available: 0 }))
  await publish('StockRejected', { ...purchase, shortages })
  const received = await receive('OrderQueue', 2)
  expect(received.map(({ type }) => type).sort()).toEqual(['CheckoutBasket', 'StockRejected'])
})

test('fifty products with the longest names that a product may have are let through', () => {
  expect(unpublishable(purchaseNamed('🍵', 100))).toBeUndefined()
  expect(() => Product.parse({ ...tea, name: 'x'.repeat(201) })).toThrow()
})

test('fifty names of 5,400 characters and a total above a billion are refused by their field', () => {
  expect(unpublishable(purchaseNamed('x', 5_400))).toBe('items')
  const dear = { ...purchaseNamed('x', 1), totalPrice: Money.parse(1_000_000_000) }
  expect(unpublishable({ ...dear, totalPrice: (dear.totalPrice + 1) as typeof dear.totalPrice })).toBe(
    'totalPrice',
  )
})
