import { expect, test } from 'vitest'
import { asMuchAsACookieHolds, wayBack } from './flash'

test.each([
  ['http://shop.example/cart?from=a', '/cart?from=a'],
  ['https://shop.example/orders/1', '/orders/1'],
  ['https://shop.example//evil.example/', '/evil.example/'],
  ['https://shop.example/\\evil.example/', '/evil.example/'],
  ['https://shop.example/\\/\\evil.example/', '/evil.example/'],
])('who comes from %s is sent back to %s', (referer, path) => {
  expect(wayBack(referer, 'shop.example')).toBe(path)
})

test.each([
  ['x:/\\evil.example/'],
  ['javascript:alert(1)'],
  ['https://evil.example/cart'],
  ['https://shop.example:8080/cart'],
  ['https://shop.example.evil.example/cart'],
  ['no address'],
  [''],
  [null],
])('who comes from %s is sent to the front page', (referer) => {
  expect(wayBack(referer, 'shop.example')).toBe('/')
})

test.each([
  ['letters', 'a'.repeat(9_000)],
  ['what takes twelve bytes each', '😀'.repeat(900)],
  ['what JSON escapes', '"'.repeat(9_000)],
])('a message of many %s is cut to what a browser keeps in a cookie', (_, message) => {
  const kept = asMuchAsACookieHolds(message)
  expect(message.startsWith(kept.slice(0, -1))).toBe(true)
  expect(kept.at(-1)).toBe('…')
  expect(encodeURIComponent(JSON.stringify({ ok: true, message: kept })).length).toBeLessThan(4_000)
  expect(encodeURIComponent(kept).length).toBeGreaterThan(1_500)
})

test('a message that fits stays as it is', () => {
  expect(asMuchAsACookieHolds('2 in your cart')).toBe('2 in your cart')
})
