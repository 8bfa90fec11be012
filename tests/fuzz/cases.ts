import type { Choices } from './random'

/** A request that nothing of ours sends. */
export type Case = {
  kind: string
  method: string
  path: string
  headers: Record<string, string>
  body?: string
  /** Next itself answers 5xx to it, as docs/security.md lists. */
  listed?: boolean
}

/** What an attacker finds in the pages: ids of actions, a product, an order, a cookie of their own. */
export type Known = { actions: string[]; cookie: string; origin: string }

const hostile = [
  '%E0%A4%A',
  '%',
  '%zz',
  '%00',
  '%c0%ae',
  '..%2f..%2fetc%2fpasswd',
  '%2e%2e',
  'a'.repeat(130),
  '%F0%9F%8E%89',
  '%ED%A0%80',
  '__proto__',
  'constructor',
  "'%20OR%201=1",
  '<script>',
  'x%0d%0aSet-Cookie:a=b',
  '\\evil.example',
  '//evil.example',
  '%25%30%30',
  ';a=b',
  'null',
  'undefined',
  'ORD-ZZZZZZZZZZZZZZZZZZZZZZZZZZ',
  'é%'.slice(1),
] // prettier-ignore
const places = [
  '/',
  '/products/',
  '/orders/',
  '/api/orders/',
  '/api/products/',
  '/cart/',
  '/_next/',
  '/_next/static/',
  '/x/',
]
const addresses = [
  '/',
  '/cart',
  '/orders',
  '/products/chef-knife',
  '/api/basket',
  '/api/products',
  '/api/orders',
  '/api/health',
  '/cart/contents',
  '/basket/checkout',
  '/robots.txt',
  '/sitemap.xml',
  '/manifest.webmanifest',
  '/favicon.ico',
  '/icon.svg',
  '/nowhere',
  '/products/sky-kite.webp',
] // prettier-ignore
const methods = [
  'PUT',
  'PATCH',
  'DELETE',
  'OPTIONS',
  'POST',
  'HEAD',
  'PROPFIND',
  'LOCK',
  'PURGE',
  'MKCOL',
  'SEARCH',
]
const forwards = [
  'data:text/html',
  'javascript:1',
  'https, http',
  '//',
  'evil.example',
  'a b',
  '[::1',
  'x'.repeat(300),
]
const parameters = [
  'q',
  'category',
  'sort',
  'page',
  'limit',
  'before',
  'since',
  'placed',
  '_rsc',
  'nxtPid',
  '__proto__',
]
const values = [
  '%ud800',
  '%ED%A0%80',
  '-1',
  '1e309',
  'NaN',
  `2020-01-01T00:00:00.${'1'.repeat(1100)}Z`,
  '[]',
  '%00',
  '%',
  'true',
  'ORD-ZZZZZZZZZZZZZZZZZZZZZZZZZZ',
  `${'a'.repeat(99)}%F0%9F%98%80`,
  'x'.repeat(1900),
  '99999999999999999999',
] // prettier-ignore
const bodies = [
  '',
  '{',
  '[]',
  'null',
  '"x"',
  '1e999',
  '{"items":null}',
  '{"items":[{"productId":"\\ud800","quantity":1}]}',
  '{"items":[{"productId":"chef-knife","quantity":-1}]}',
  '{"items":[{"productId":"chef-knife","quantity":1e20}]}',
  '{"checkoutId":"\\udfff"}',
  '{"checkoutId":"ORD-ZZZZZZZZZZZZZZZZZZZZZZZZZZ"}',
  '{"expectedTotal":"NaN"}',
  `{"items":[${'{},'.repeat(900)}{}]}`,
  `{"a":${'['.repeat(5000)}`,
  '{"__proto__":{"userName":"x"}}',
  'é\u0000',
  'x'.repeat(70_000),
] // prettier-ignore
const texts = ['', '-1', '99999', 'chef-knife', '\ud800', '__proto__', '1e3', ' ', 'ORD-1', 'x'.repeat(200)]
const replies = [
  '[]',
  '["x"]',
  '[null]',
  '{',
  '["$K1"]',
  '["$1:__proto__"]',
  '[{"then":"$B1"}]',
  'MY_SECRET',
  '["$n99"]',
]
const routed = [
  'next-router-state-tree',
  'next-router-prefetch',
  'next-router-segment-prefetch',
  'next-url',
  'rsc',
  'next-action',
]

const withQuery = (choices: Choices) =>
  Array.from({ length: 1 + choices.upTo(3) }, () => `${choices.one(parameters)}=${choices.one(values)}`).join(
    '&',
  )

type Kind = (choices: Choices, known: Known) => Omit<Case, 'kind'>

const get = (path: string, headers: Record<string, string> = {}): Omit<Case, 'kind'> => ({
  method: 'GET',
  path,
  headers,
})

const kinds: Record<string, Kind> = {
  path: (choices) => get(choices.one(places) + choices.one(hostile)),
  method: (choices) => ({
    method: choices.one(methods),
    path: choices.often(0.3) ? choices.one(places) + choices.one(hostile) : choices.one(addresses),
    headers: { 'content-length': '0' },
  }),
  query: (choices) => get(`${choices.one(addresses)}?${withQuery(choices)}`),
  'many parameters': (choices) => get(`${choices.one(addresses)}?${'q&'.repeat(choices.upTo(3000))}`),
  'many cookies': (choices) =>
    get(choices.one(addresses), {
      cookie: Array.from({ length: choices.upTo(1200) }, (_, at) => `${at.toString(36)}=1`).join(';'),
    }),
  forwarded: (choices) =>
    get(choices.one(addresses), {
      [choices.one(['x-forwarded-host', 'x-forwarded-proto', 'x-forwarded-port', 'forwarded', 'host'])]:
        choices.one(forwards),
    }),
  precondition: (choices) =>
    get(choices.one(addresses), {
      [choices.one([
        'if-match',
        'if-none-match',
        'range',
        'if-modified-since',
        'accept-encoding',
        'accept-language',
      ])]: choices.one(['"x"', 'bytes=9-1', '*', 'x', ';;;', 'bytes=0-0,1-1']),
    }),
  router: (choices) => {
    const value = choices.one(['%5B', '[]', '{"a":1}', '[null]', '%', 'x'.repeat(900)])
    const headers = { rsc: '1', [choices.one(routed)]: value }
    return { ...get(choices.one(addresses), headers), listed: value.startsWith('[') }
  },
  'foreign write': (choices, { cookie }) => ({
    method: choices.one(['POST', 'PUT', 'DELETE']),
    path: choices.one(['/api/basket', '/basket/checkout', '/cart']),
    headers: {
      cookie,
      'content-type': 'text/plain',
      ...choices.one<Record<string, string>>([
        { origin: 'https://evil.example' },
        { origin: 'null' },
        { 'sec-fetch-site': 'cross-site' },
        { 'sec-fetch-site': 'same-site', origin: 'http://localhost:1' },
      ]),
    },
    body: '{}',
  }),
  api: (choices) => ({
    ...choices.one([
      { method: 'PUT', path: '/api/basket' },
      { method: 'POST', path: '/basket/checkout' },
    ]),
    headers: { 'content-type': choices.one(['application/json', 'text/plain', 'x', 'multipart/form-data']) },
    body: choices.one(bodies),
  }),
  'action by a form': (choices, { actions, cookie, origin }) => {
    const boundary = 'fuzz'
    const fields: [string, string][] = [
      [`$ACTION_ID_${choices.one(actions)}`, ''],
      ...['productId', 'quantity', 'to', 'checkoutId', 'expectedTotal', 'agreedTotal', 'orderId'].map(
        (name): [string, string] => [name, choices.one(texts)],
      ),
    ]
    const body = fields
      .map(
        ([name, value]) =>
          `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
      )
      .join('')
    const headers = {
      cookie,
      origin,
      'content-type': `multipart/form-data; boundary=${boundary}`,
      referer: choices.one(['x:/\\evil.example/', `${origin}/cart`, 'x']),
    }
    return {
      method: 'POST',
      path: choices.one(['/', '/cart', '/products/chef-knife']),
      headers,
      body: `${body}--${boundary}--\r\n`,
    }
  },
  'action by a script': (choices, { actions, cookie, origin }) => ({
    method: 'POST',
    path: choices.one(['/', '/cart', '/orders']),
    headers: {
      cookie,
      origin,
      'content-type': choices.one([
        'text/plain;charset=UTF-8',
        'application/x-www-form-urlencoded',
        'multipart/form-data; boundary=x',
        'application/json',
      ]),
      'next-action': choices.often(0.7)
        ? choices.one(actions)
        : choices.one(['x', '__proto__', '0'.repeat(42)]),
    },
    body: choices.one(replies),
    listed: true,
  }),
}

export function caseOf(choices: Choices, known: Known): Case {
  const [kind, make] = choices.one(Object.entries(kinds))
  return { kind, ...make(choices, known) }
}
