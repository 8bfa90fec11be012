import { beforeEach, expect, test, vi } from 'vitest'
import { normalized, refusalOf } from './guard'

beforeEach(() => {
  vi.stubEnv('SITE_URL', 'https://shop.example')
  return () => vi.unstubAllEnvs()
})

const form = { 'content-type': 'multipart/form-data; boundary=x', 'content-length': '9' }
const statusOf = (path: string, method = 'GET', headers: Record<string, string> = {}) =>
  refusalOf({ method, url: `https://shop.example${path}`, headers: new Headers(headers) })?.status

test.each([
  ['/products/chef-knife', 'GET', {}],
  ['/products/a.png', 'POST', form],
  ['/products/%E5%8C%85', 'GET', {}],
  ['/api/basket', 'PUT', {}],
  ['/api/basket', 'OPTIONS', {}],
  ['/basket/checkout', 'POST', {}],
  ['/cart', 'POST', form],
  ['/?q=tea&category=Home&page=2', 'HEAD', {}],
])('%s is open to %s', (path, method, headers) => {
  expect(statusOf(path, method, headers)).toBeUndefined()
})

test.each([
  ['malformed percent-encoding', '/products/%E0%A4%A', 'GET', {}, 400],
  ['a byte of nought', '/products/%00', 'GET', {}, 400],
  ['an id of no action', '/', 'POST', { ...form, 'next-action': '__proto__' }, 400],
  ['a state tree of nobody', '/', 'GET', { 'next-router-state-tree': '%5B{' }, 400],
  ['a form of a type of no form', '/cart', 'POST', { ...form, 'content-type': 'application/json' }, 400],
  ['a form without an end', '/cart', 'POST', { 'content-type': 'text/plain' }, 411],
  ['an optimizer of pictures', '/_next/image?url=%2Fa.webp&w=64&q=75', 'GET', {}, 404],
  ['a page of last resort', '/_global-error', 'GET', {}, 404],
  ['the data of a page of last resort', '/%5Fglobal-error.rsc', 'GET', {}, 404],
  ['a method of no page', '/cart', 'DELETE', {}, 405],
  ['a method of no file', '/favicon.ico', 'PUT', {}, 405],
  ['a method of no route', '/api/basket', 'PATCH', {}, 405],
  ['a body larger than any of ours', '/api/basket', 'PUT', { 'content-length': '70000' }, 413],
  ['a long query', `/?q=${'x'.repeat(2100)}`, 'GET', {}, 414],
  ['many parameters', `/?${'q&'.repeat(60)}`, 'GET', {}, 414],
  ['many cookies', '/', 'GET', { cookie: 'c=1; '.repeat(2000) }, 431],
])('%s is refused', (_, path, method, headers, status) => {
  expect(statusOf(path, method, headers as Record<string, string>)).toBe(status)
})

test.each([
  ['cross-site', undefined, 403],
  ['cross-site', 'https://evil.example', 403],
  ['same-site', 'https://evil.shop.example', 403],
  ['same-site', undefined, 403],
  [undefined, 'https://evil.example', 403],
  [undefined, 'http://shop.example', 403],
  [undefined, 'https://shop.example:8443', 403],
  [undefined, 'null', 403],
  [undefined, 'https://shop.example', undefined],
  ['same-origin', 'https://shop.example', undefined],
  ['none', undefined, undefined],
  ['', 'https://shop.example', 403],
  [undefined, '', 403],
  [undefined, undefined, 403],
])('a write with a cookie from %s of %s answers %s', (site, origin, status) => {
  const headers = {
    ...{ ...form, cookie: 'swoon_session=s' },
    ...(site !== undefined && { 'sec-fetch-site': site }),
    ...(origin !== undefined && { origin }),
  }
  for (const path of ['/cart', '/cart/change', '/basket/checkout'])
    expect(statusOf(path, 'POST', headers), path).toBe(status)
  if (site === undefined && origin === undefined) return
  for (const method of ['PUT', 'DELETE'])
    expect(statusOf('/api/basket', method, headers), method).toBe(status)
})

test.each([
  ['PUT', '/api/basket', { 'content-type': 'text/plain' }, undefined],
  ['DELETE', '/api/basket', {}, undefined],
  ['POST', '/basket/checkout', {}, undefined],
  ['POST', '/basket/checkout', { 'content-type': 'application/json' }, undefined],
  ['POST', '/basket/checkout', { 'content-type': 'text/plain;charset=UTF-8' }, 403],
  ['POST', '/basket/checkout', { 'content-type': 'application/x-www-form-urlencoded' }, 403],
  ['POST', '/cart', form, 403],
  ['POST', '/cart', { ...form, 'next-action': 'a'.repeat(42) }, 403],
  ['GET', '/api/basket', {}, undefined],
])('a script that says nothing of where it comes from may do with a cookie what no form can: %s %s %o', (method, path, headers, status) => {
  expect(statusOf(path, method, { ...headers, cookie: 'swoon_session=s' })).toBe(status)
  expect(statusOf(path, method, headers)).toBeUndefined()
})

test('the shop is shown its own cookies, and its own address whatever was named', () => {
  const shown = normalized(
    new Headers({
      host: 'evil.example',
      'x-forwarded-host': 'worse.example',
      'x-forwarded-proto': 'data:text/html',
      cookie: 'a=1; swoon_session=s; swoon_sessions=2; swoon_zone=z; b',
      'if-match': '"x"',
      range: 'bytes=9-1',
      rsc: '1',
    }),
  )
  expect(Object.fromEntries(shown)).toEqual({
    host: 'shop.example',
    'x-forwarded-host': 'shop.example',
    'x-forwarded-proto': 'https',
    cookie: 'swoon_session=s; swoon_zone=z',
    rsc: '1',
  })
})

test('where a proxy leaves out its port, Next still finds the Origin that may write', () => {
  vi.stubEnv('SITE_URL', 'https://shop.example:8443')
  const shown = normalized(
    new Headers({ origin: 'https://shop.example:8443', 'x-forwarded-host': 'shop.example' }),
  )
  expect(shown.get('x-forwarded-host')).toBe('shop.example:8443')
})
