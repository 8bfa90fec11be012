import type { Random } from '../chaos/globals'
import type { Known } from './learn'
import { addressWith, type Route, routes } from './routes'
import { bodies, hosts, queried, readableReplies, segments, texts, unreadableReplies, values } from './values'

/** A request that nothing of ours sends. */
export type Request = {
  method: string
  path: string
  headers?: Record<string, string>
  body?: string | Buffer
  /** In pieces, or never to its end. */
  pace?: 'slow' | 'endless'
  /** Next itself answers 5xx to it, as docs/security.md lists. */
  listed?: boolean
}

const files = ['/favicon.ico', '/icon.svg', '/products/sky-kite.webp', '/nowhere', '/cart/nowhere']
const foreignMethods = [
  'PUT',
  'PATCH',
  'DELETE',
  'OPTIONS',
  'HEAD',
  'PROPFIND',
  'LOCK',
  'PURGE',
  'MKCOL',
  'SEARCH',
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
const preconditions = [
  'if-match',
  'if-none-match',
  'if-modified-since',
  'range',
  'accept-encoding',
  'accept-language',
]
const forwarding = [
  'x-forwarded-host',
  'x-forwarded-proto',
  'x-forwarded-port',
  'x-forwarded-for',
  'forwarded',
  'host',
]
const routerHeaders = [
  ...['next-router-state-tree', 'next-router-prefetch', 'next-router-segment-prefetch', 'next-url', 'rsc'],
  ...['next-action', 'x-nextjs-data', 'x-middleware-subrequest', 'next-resume', 'x-matched-path'],
]
const pages = routes.filter(({ isPage }) => isPage)
const written = routes.filter(({ isPage, methods }) => !isPage && methods.some((method) => method !== 'GET'))
const boundary = 'fuzz'
const marked = 'marked'
const notUtf8 = Buffer.from([0xff, 0xc0, 0xaf, 0xed, 0xa0, 0x80])
const megabytes = Buffer.alloc(10_000_000, 'x')

/** One request of each kind after the other, of which the seed chooses what it holds. */
export function requests(random: Random, known: Known) {
  const { pick, chance, between, draw } = random
  const { own, other, origin, actions } = known
  const cookies = { cookie: own.cookie, origin }

  const ids = (name: string) =>
    /order/i.test(name) ? [own.orderId, other.orderId] : ['chef-knife', other.userName]
  const at = ({ address }: Route) => addressWith(address, (name) => pick(chance(0.5) ? ids(name) : segments))
  const somewhere = () => (chance(0.2) ? pick(files) : at(pick(routes)))
  const get = (path: string, headers: Record<string, string> = {}) => ({ method: 'GET', path, headers })
  const theirs = () => pick([other.userName, other.orderId, own.orderId])

  const fields = () =>
    draw([...new Set([...known.fields, 'userName', 'unknown', '__proto__', 'constructor'])], between(1, 12))
  const object = () => {
    const value = (name: string) =>
      chance(0.2) ? JSON.stringify(theirs()) : name === 'items' ? itemList() : pick(values)
    return `{${fields()
      .map((name) => `${JSON.stringify(name)}:${value(name)}`)
      .join()}}`
  }
  const itemList = () => `[{"productId":${pick(values)},"quantity":${pick(values)},"price":${pick(values)}}]`
  const text = () => (chance(0.15) ? theirs() : pick(texts))
  const part = (name: string, value: string) =>
    `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
  const form = (first: string[][] = []) =>
    `${[...first, ...fields().map((name) => [name, text()])].map(([name = '', value = '']) => part(name, value)).join('')}--${boundary}--\r\n`
  const multipart = { 'content-type': `multipart/form-data; boundary=${boundary}` }
  /** With bytes that no UTF-8 has in place of a text, else in the middle. */
  const broken = (body: string) => {
    const at = body.includes(marked) ? body.indexOf(marked) : Math.floor(body.length / 2)
    return Buffer.concat([Buffer.from(body.slice(0, at)), notUtf8, Buffer.from(body.slice(at))])
  }

  const write = (body: string | Buffer, headers: Record<string, string> = {}): Request => {
    const route = pick(written)
    const type = pick(['application/json', 'text/plain', 'x', 'application/x-www-form-urlencoded'])
    const headed = { ...(chance(0.8) && cookies), 'content-type': type, ...headers }
    return { method: pick(route.methods), path: at(route), headers: headed, body }
  }
  const post = (body: string | Buffer): Request => ({
    method: 'POST',
    path: at(pick(pages)),
    headers: {
      ...(chance(0.8) && cookies),
      ...multipart,
      referer: pick(['x:/\\evil.example/', `${origin}/cart`, 'x']),
    },
    body,
  })
  const called = (more: string[][] = []) => form([[`$ACTION_ID_${pick(actions)}`, ''], ...more])

  const kinds: Record<string, () => Request> = {
    path: () => get(`${chance(0.5) ? at(pick(routes)).replace(/\/$/, '') : ''}/${pick(segments)}`),
    address: () => get(somewhere(), cookies),
    method: () => ({ method: pick(foreignMethods), path: somewhere(), headers: { 'content-length': '0' } }),
    query: () => {
      const pairs = Array.from(
        { length: between(1, 4) },
        () => `${pick([...parameters, ...fields()])}=${pick(queried)}`,
      )
      return get(`${somewhere().split('?')[0]}?${pairs.join('&')}`, cookies)
    },
    'many parameters': () => get(`${somewhere()}?${'q&'.repeat(between(0, 3000))}`),
    'many cookies': () =>
      get(somewhere(), {
        cookie: Array.from({ length: between(0, 1200) }, (_, name) => `${name.toString(36)}=1`).join(';'),
      }),
    'forged cookie': () => {
      const [name = '', seal = ''] = own.cookie.split('=')
      return get(somewhere(), {
        cookie: `${name}=${pick([seal.slice(1), `${seal}x`, 'Fe26.2**', '{}', other.userName, '%00'])}`,
      })
    },
    'spoofed host': () => get(somewhere(), { [pick(forwarding)]: pick(hosts) }),
    precondition: () =>
      get(somewhere(), { [pick(preconditions)]: pick(['"x"', 'bytes=9-1', '*', ';;;', 'bytes=0-0,1-1']) }),
    router: () => {
      const value = pick(['%5B', '[]', '{"a":1}', '[null]', '%', '1', 'x'.repeat(900)])
      const header = pick(routerHeaders)
      const listed = header === 'next-router-state-tree' && /^[[{]/.test(value)
      return { ...get(somewhere(), { rsc: '1', [header]: value }), listed }
    },
    'foreign picture': () =>
      get(
        `/_next/image?url=${pick(['https%3A%2F%2Fevil.example%2Fa.png', '%2F%5Cevil.example', '%2Fproducts%2Fx%2F..%2Fsky-kite.webp'])}&w=${pick(['64', '-1', 'x'])}&q=75`,
      ),
    'foreign write': () => {
      const from = pick<Record<string, string>>([
        { origin: 'https://evil.example' },
        { origin: 'null' },
        { 'sec-fetch-site': 'cross-site' },
        { 'sec-fetch-site': 'same-site', origin: 'http://localhost:1' },
        {},
      ])
      const { method, path } = write('')
      return {
        method,
        path,
        headers: { cookie: own.cookie, 'content-type': 'text/plain', ...from },
        body: '{}',
      }
    },
    'body of a route': () => write(object()),
    'body that is no object': () => write(pick(bodies)),
    'body of broken bytes': () =>
      chance(0.5) ? write(broken(object())) : post(broken(called([['name', marked]]))),
    'form to a route': () => write(form(), multipart),
    'form to a page': () => post(form()),
    'form to an action': () => post(called()),
    'form that is cut off': () => ({ ...post(called().slice(0, -between(1, 60))), listed: true }),
    'script to an action': () => {
      const type = pick(['text/plain;charset=UTF-8', 'application/json', 'multipart/form-data; boundary=x'])
      const listed = chance(0.6)
      return {
        method: 'POST',
        path: at(pick(pages)),
        headers: {
          ...cookies,
          'content-type': type,
          'next-action': chance(0.7) ? pick(actions) : pick(['x', '__proto__', '0'.repeat(42)]),
        },
        body: pick(listed ? unreadableReplies : readableReplies),
        listed: listed || type.startsWith('multipart'),
      }
    },
    'slow body': () => ({ ...(chance(0.5) ? write(object()) : post(called())), pace: 'slow' }),
    'endless body': () => ({ ...(chance(0.5) ? write(object()) : post(called())), pace: 'endless' }),
    'body of 10 MB': () => (chance(0.5) ? write(megabytes) : post(megabytes)),
  }
  const rare = ['slow body', 'endless body', 'body of 10 MB']
  const common = Object.keys(kinds).filter((kind) => !rare.includes(kind))
  return (): Request & { kind: string } => {
    const kind = pick(chance(0.03) ? rare : common)
    return { kind, ...(kinds[kind] as () => Request)() }
  }
}
