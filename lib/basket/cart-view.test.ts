import { expect, test } from 'vitest'
import {
  type CartLine,
  type CartView,
  changedCart,
  hasChanged,
  piecesAsked,
  piecesNow,
  totalAgreed,
  totalNow,
} from './cart-view'

const lineOf = (productId: string, given: Partial<CartLine> = {}): CartLine => ({
  productId,
  name: productId,
  category: 'Home',
  image: undefined,
  quantity: 2,
  available: 9,
  price: 1000,
  agreed: 1000,
  ...given,
})
const shell = { checkoutId: 'ORD-1', locale: 'en-US' }
const cartOf = (...lines: CartLine[]): CartView => ({ ...shell, lines })
const idsOf = ({ lines }: CartView) => lines.map(({ productId }) => productId)

test('a removed line comes back to where it stood', () => {
  const cart = cartOf(lineOf('a'), lineOf('b', { quantity: 5 }), lineOf('c'))
  const removed = changedCart(cart, { kind: 'remove', productId: 'b', quantity: 0 })
  expect(idsOf(removed)).toEqual(['a', 'c'])
  expect(changedCart(removed, { kind: 'put-back' })).toEqual(cart)
  const forgotten = changedCart(removed, { kind: 'forget' })
  expect(idsOf(changedCart(forgotten, { kind: 'put-back' }))).toEqual(['a', 'c'])
})

test('another change forgets the removed line', () => {
  const cart = changedCart(cartOf(lineOf('a'), lineOf('b')), { kind: 'remove', productId: 'b', quantity: 0 })
  const changed = changedCart(cart, { kind: 'quantity', productId: 'a', quantity: 7 })
  expect(changed.lines).toMatchObject([{ productId: 'a', quantity: 7 }])
  expect(changed.removed).toBeUndefined()
})

test('accepting takes the prices of now and what is in stock', () => {
  const [few, none] = [lineOf('few', { available: 1 }), lineOf('none', { available: 0 })]
  const cart = cartOf(lineOf('dearer', { price: 1200 }), few, none)
  expect(cart.lines.every(hasChanged)).toBe(true)
  expect([totalAgreed(cart.lines), totalNow(cart.lines)]).toEqual([6000, 3400])
  expect([piecesAsked(cart.lines), piecesNow(cart.lines)]).toEqual([6, 3])
  const { lines } = changedCart(cart, { kind: 'accept' })
  expect(lines).toMatchObject([
    { productId: 'dearer', agreed: 1200, quantity: 2 },
    { productId: 'few', quantity: 1 },
  ])
  expect(lines.some(hasChanged)).toBe(false)
  expect([totalAgreed(lines), totalNow(lines)]).toEqual([3400, 3400])
})

test('a quantity above the stock is not shown before the shop has refused it', () => {
  const cart = cartOf(lineOf('a', { quantity: 4, available: 3 }))
  const to = (quantity: number) =>
    changedCart(cart, { kind: 'quantity', productId: 'a', quantity }).lines[0]?.quantity
  expect([to(5), to(2)]).toEqual([4, 2])
})
