import corpus from './corpus.json' with { type: 'json' }
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
  'agreedTotal',
  'orderId',
]
const boundary = 'fuzz'

type Request = Omit<Case, 'kind'>
type Kind = (choices: Choices, known: Known) => Request

const get = (path: string, headers: Record<string, string> = {}): Request => ({
  method: 'GET',
  path,
  headers,
})
const somewhere = ({ one }: Choices) => one(corpus.places) + one(segments)

const kinds: Record<string, Kind> = {
  path: (choices) => get(somewhere(choices)),
  method: (choices) => ({
    method: choices.one(methods),
    path: choices.often(0.3) ? somewhere(choices) : choices.one(addresses),
    headers: { 'content-length': '0' },
  }),
  query: ({ one, upTo }) => {
    const pairs = Array.from({ length: 1 + upTo(3) }, () => `${one(corpus.parameters)}=${one(values)}`)
    return get(`${one(addresses)}?${pairs.join('&')}`)
  },
  'many parameters': ({ one, upTo }) => get(`${one(addresses)}?${'q&'.repeat(upTo(3000))}`),
  'many cookies': ({ one, upTo }) => {
    const cookies = Array.from({ length: upTo(1200) }, (_, at) => `${at.toString(36)}=1`)
    return get(one(addresses), { cookie: cookies.join(';') })
  },
  forwarded: ({ one }) => get(one(addresses), { [one(forwarding)]: one(forwards) }),
  precondition: ({ one }) =>
    get(one(addresses), {
      [one(preconditions)]: one(['"x"', 'bytes=9-1', '*', 'x', ';;;', 'bytes=0-0,1-1']),
    }),
  router: ({ one }) => {
    const value = one(['%5B', '[]', '{"a":1}', '[null]', '%', 'x'.repeat(900)])
    const header = one(corpus.routerHeaders)
    const listed = header === 'next-router-state-tree' && /^[[{]/.test(value)
    return { ...get(one(addresses), { rsc: '1', [header]: value }), listed }
  },
  'foreign write': ({ one }, { cookie }) => ({
    method: one(['POST', 'PUT', 'DELETE']),
    path: one(['/api/basket', '/basket/checkout', '/cart']),
    headers: {
      ...{ cookie, 'content-type': 'text/plain' },
      ...one<Record<string, string>>([
        { origin: 'https://evil.example' },
        { origin: 'null' },
        { 'sec-fetch-site': 'cross-site' },
        { 'sec-fetch-site': 'same-site', origin: 'http://localhost:1' },
      ]),
    },
    body: '{}',
  }),
  api: ({ one }) => ({
    ...one([
      { method: 'PUT', path: '/api/basket' },
      { method: 'POST', path: '/basket/checkout' },
      { method: 'POST', path: '/cart/change' },
    ]),
    headers: { 'content-type': one(['application/json', 'text/plain', 'x', 'multipart/form-data']) },
    body: one(bodies),
  }),
  'action by a form': ({ one }, { actions, cookie, origin }) => {
    const part = ([name, value]: string[]) =>
      `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
    const parts = [[`$ACTION_ID_${one(actions)}`, ''], ...fields.map((name) => [name, one(texts)])]
    return {
      method: 'POST',
      path: one(['/', '/cart', '/products/chef-knife']),
      headers: {
        ...{ cookie, origin, 'content-type': `multipart/form-data; boundary=${boundary}` },
        referer: one(['x:/\\evil.example/', `${origin}/cart`, 'x']),
      },
      body: `${parts.map(part).join('')}--${boundary}--\r\n`,
    }
  },
  'action by a script': ({ one, often }, { actions, cookie, origin }) => {
    const type = one(['text/plain;charset=UTF-8', 'application/json', 'multipart/form-data; boundary=x'])
    const listed = often(0.6)
    return {
      method: 'POST',
      path: one(['/', '/cart', '/orders']),
      headers: {
        ...{ cookie, origin, 'content-type': type },
        'next-action': often(0.7) ? one(actions) : one(['x', '__proto__', '0'.repeat(42)]),
      },
      body: one(listed ? corpus.unreadableReplies : corpus.readableReplies),
      listed: listed || type.startsWith('multipart'),
    }
  },
}

export function caseOf(choices: Choices, known: Known): Case {
  const [kind, make] = choices.one(Object.entries(kinds))
  return { kind, ...make(choices, known) }
}
