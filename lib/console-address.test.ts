import { expect, test } from 'vitest'
import { backOf, signInAgainAddress } from './console-address'

test('who signs in again comes back to the console, and to nowhere else', () => {
  expect(backOf(signInAgainAddress('/admin/queues?frozen=yes'))).toBe('/admin/queues?frozen=yes')
  const others = [
    '//evil.example/admin',
    'https://evil.example/admin',
    '/\\evil.example/admin',
    '/administer',
    '/cart',
    'x:y',
  ]
  for (const other of [...others, '']) expect(backOf(signInAgainAddress(other)), other).toBeUndefined()
  expect(backOf('/sign-in')).toBeUndefined()
})
