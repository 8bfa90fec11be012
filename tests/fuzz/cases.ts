import type { Random } from '../chaos/globals'
import corpus from './corpus.json' with { type: 'json' }

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

/** What an attacker finds in the pages: ids of actions, and a cookie of their own. */
export type Known = { actions: string[]; cookie: string; origin: string }

const { addresses, methods } = corpus
const segments = [...corpus.segments, 'a'.repeat(130)]
const forwards = [...corpus.forwards, 'x'.repeat(300)]
const values = [
  ...corpus.values,
  `2020-01-01T00:00:00.${'1'.repeat(1100)}Z`,
  `${'a'.repeat(99)}%F0%9F%98%80`,
  'x'.repeat(1900),
]
const bodies = [
  ...corpus.bodies,
  `{"items":[${'{},'.repeat(900)}{}]}`,
  `{"a":${'['.repeat(5000)}`,
  ...[
    'null',
    '[]',
    '{"country":{}}',
    `{"name":"${'é'.repeat(9000)}","country":"US","address":[{}],"phone":"${'+'.repeat(500)}"}`,
  ].map((contact) => `{"delivery":[],"contact":${contact}}`),
  'x'.repeat(70_000),
]
const texts = [...corpus.texts, 'x'.repeat(200)]
const preconditions = [
  'if-match',
  'if-none-match',
  'if-modified-since',
  'range',
  'accept-encoding',
  'accept-language',
]
const forwarding = ['x-forwarded-host', 'x-forwarded-proto', 'x-forwarded-port', 'forwarded', 'host']
const fields = [
  'productId',
  'quantity',
  'step',
  'kind',
  'checkoutId',
  'expectedTotal',
  ...['delivery', 'name', 'email', 'phone', 'country', 'line1', 'postcode'],
  'agreedTotal',
  'orderId',
]
const boundary = 'fuzz'

type Request = Omit<Case, 'kind'>
type Kind = (random: Random, known: Known) => Request

const get = (path: string, headers: Record<string, string> = {}): Request => ({
  method: 'GET',
  path,
  headers,
})
const somewhere = ({ pick }: Random) => pick(corpus.places) + pick(segments)

const kinds: Record<string, Kind> = {
  path: (random) => get(somewhere(random)),
  method: (random) => ({
    method: random.pick(methods),
    path: random.chance(0.3) ? somewhere(random) : random.pick(addresses),
    headers: { 'content-length': '0' },
  }),
  query: ({ pick, between }) => {
    const pairs = Array.from({ length: between(1, 4) }, () => `${pick(corpus.parameters)}=${pick(values)}`)
    return get(`${pick(addresses)}?${pairs.join('&')}`)
  },
  'many parameters': ({ pick, between }) => get(`${pick(addresses)}?${'q&'.repeat(between(0, 3000))}`),
  'many cookies': ({ pick, between }) => {
    const cookies = Array.from({ length: between(0, 1200) }, (_, at) => `${at.toString(36)}=1`)
    return get(pick(addresses), { cookie: cookies.join(';') })
  },
  forwarded: ({ pick }) => get(pick(addresses), { [pick(forwarding)]: pick(forwards) }),
  precondition: ({ pick }) =>
    get(pick(addresses), {
      [pick(preconditions)]: pick(['"x"', 'bytes=9-1', '*', 'x', ';;;', 'bytes=0-0,1-1']),
    }),
  router: ({ pick }) => {
    const value = pick(['%5B', '[]', '{"a":1}', '[null]', '%', 'x'.repeat(900)])
    const header = pick(corpus.routerHeaders)
    const listed = header === 'next-router-state-tree' && /^[[{]/.test(value)
    return { ...get(pick(addresses), { rsc: '1', [header]: value }), listed }
  },
  'foreign write': ({ pick }, { cookie }) => ({
    method: pick(['POST', 'PUT', 'DELETE']),
    path: pick(['/api/basket', '/basket/checkout', '/cart']),
    headers: {
      ...{ cookie, 'content-type': 'text/plain' },
      ...pick<Record<string, string>>([
        { origin: 'https://evil.example' },
        { origin: 'null' },
        { 'sec-fetch-site': 'cross-site' },
        { 'sec-fetch-site': 'same-site', origin: 'http://localhost:1' },
      ]),
    },
    body: '{}',
  }),
  api: ({ pick }) => ({
    ...pick([
      { method: 'PUT', path: '/api/basket' },
      { method: 'POST', path: '/basket/checkout' },
      { method: 'POST', path: '/cart/change' },
    ]),
    headers: { 'content-type': pick(['application/json', 'text/plain', 'x', 'multipart/form-data']) },
    body: pick(bodies),
  }),
  'action by a form': ({ pick }, { actions, cookie, origin }) => {
    const part = ([name, value]: string[]) =>
      `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
    const parts = [[`$ACTION_ID_${pick(actions)}`, ''], ...fields.map((name) => [name, pick(texts)])]
    return {
      method: 'POST',
      path: pick(['/', '/cart', '/checkout', '/products/chef-knife']),
      headers: {
        ...{ cookie, origin, 'content-type': `multipart/form-data; boundary=${boundary}` },
        referer: pick(['x:/\\evil.example/', `${origin}/cart`, 'x']),
      },
      body: `${parts.map(part).join('')}--${boundary}--\r\n`,
    }
  },
  'action by a script': ({ pick, chance }, { actions, cookie, origin }) => {
    const type = pick(['text/plain;charset=UTF-8', 'application/json', 'multipart/form-data; boundary=x'])
    const listed = chance(0.6)
    return {
      method: 'POST',
      path: pick(['/', '/cart', '/orders']),
      headers: {
        ...{ cookie, origin, 'content-type': type },
        'next-action': chance(0.7) ? pick(actions) : pick(['x', '__proto__', '0'.repeat(42)]),
      },
      body: pick(listed ? corpus.unreadableReplies : corpus.readableReplies),
      listed: listed || type.startsWith('multipart'),
    }
  },
}

export function caseOf(random: Random, known: Known): Case {
  const [kind, make] = random.pick(Object.entries(kinds))
  return { kind, ...make(random, known) }
}
