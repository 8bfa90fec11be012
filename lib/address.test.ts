import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import {
  addressTo,
  cartAddress,
  catalogueAddress,
  orderAddress,
  ordersAddress,
  productAddress,
} from './address'

const odd = ['a/b?c#d%é 😀', 'a%20b', '..%2f', '"><b>', 'a+b&c=d', '日本', 'x;y,z\n']

test.each(odd)('an address of %j says it again when read', (id) => {
  const site = 'http://localhost'
  for (const address of [productAddress(id), orderAddress(id)]) {
    const { pathname, search, hash } = new URL(address, site)
    expect([decodeURIComponent(pathname.split('/')[2] ?? ''), pathname.split('/').length]).toEqual([id, 3])
    expect(search + hash).toBe('')
  }
  expect(new URL(ordersAddress({ placed: id }), site).searchParams.get('placed')).toBe(id)
  expect(new URL(catalogueAddress({ category: id, q: id }), site).searchParams.get('category')).toBe(id)
})

test('what is not asked for is not in an address, and half a character is no error', () => {
  expect([cartAddress, ordersAddress(), addressTo([])]).toEqual(['/cart', '/orders', '/'])
  expect(productAddress('cup\ud83d')).toBe('/products/cup')
})

/** Names of files that are served as they are. */
const byHand = ['components/ui/picture-sizes.ts']

test('no component and no page puts an address together by hand', () => {
  const made = ['app', 'components']
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => path.posix.join(folder, file)),
    )
    .filter((file) => /(?<!\.test)\.tsx?$/.test(file) && !byHand.includes(file))
    .filter((file) => /`\/[^`]*\$\{|['"]\/[^'"\n]*['"] \+/.test(readFileSync(file, 'utf8')))
  expect(made).toEqual([])
})
