import { setTimeout as wait } from 'node:timers/promises'
import { addressWith, routes } from './routes'

export type Shopper = { userName: string; orderId: string; cookie: string }
/** What an attacker finds in pages and scripts, with a cookie of their own; at worst another's ids too. */
export type Known = Awaited<ReturnType<typeof learn>>

const items = [{ productId: 'chef-knife', quantity: 1 }]

/** Somebody new who has bought and has something in the cart. */
export async function newShopper(url: string): Promise<Shopper> {
  let cookie = ''
  const ask = async (method: string, place: string, body?: object) => {
    const headers = { origin: url, ...(cookie && { cookie }) }
    const answer = await fetch(url + place, { method, headers, ...(body && { body: JSON.stringify(body) }) })
    const set = answer.headers.getSetCookie().find((text) => text.includes('session='))
    cookie = set?.split(';')[0] ?? cookie
    return answer.json()
  }
  await ask('PUT', '/api/basket', { items })
  const { orderId } = await ask('POST', '/basket/checkout', {})
  const { userName } = await ask('PUT', '/api/basket', { items })
  while (!(await ask('GET', `/api/orders/${orderId}`)).settled) await wait(100)
  return { userName, orderId, cookie }
}

/** Reads every page and every script of the site as a new shopper. */
export async function learn(url: string, other: Shopper) {
  const own = await newShopper(url)
  const read = async (path: string) => (await fetch(url + path, { headers: { cookie: own.cookie } })).text()
  const param = (name: string) => (/order/i.test(name) ? own.orderId : 'chef-knife')
  const pages = await Promise.all(
    routes.filter(({ isPage }) => isPage).map(({ address }) => read(addressWith(address, param))),
  )
  const found = (pattern: RegExp, sources: string[]) => [
    ...new Set(sources.flatMap((source) => [...source.matchAll(pattern)].map(([, name = '']) => name))),
  ]
  const scripts = await Promise.all(found(/"(\/_next\/static\/[^"\\]+\.js)"/g, pages).map(read))
  const described = found(/"([a-z]\w*)":\{/g, [await read('/api/openapi.json')])
  return {
    ...{ own, other, origin: new URL(url).origin },
    actions: found(/\b([\da-f]{42})\b/g, [...pages, ...scripts]),
    fields: [...found(/<(?:input|select|textarea|button)\b[^>]*?\sname="([\w.]+)"/g, pages), ...described],
  }
}
