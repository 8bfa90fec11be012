import { namedHost, siteFor } from '../sites'
import { isHandled, methodsOf } from './methods'

/** A request as it came, its address as the client wrote it. */
type Incoming = { method: string; url: string; headers: Headers }
export type Refusal = {
  status: 400 | 403 | 404 | 405 | 411 | 413 | 414 | 431
  message: string
  allow?: string
}

const longestQuery = 2048
const mostParameters = 50
const longestCookies = 8192
/** As the largest form of ours and the largest body of the API. */
const largestBody = 64 * 1024

/** Why nothing of ours could have sent this request; undefined for what may have. */
export function refusalOf({ method, url, headers }: Incoming): Refusal | undefined {
  const { pathname, search } = new URL(url)
  return (
    refusedAddress(pathname, search) ??
    refusedMethod(method, pathname) ??
    refusedHeader(headers) ??
    refusedWrite(method, headers) ??
    refusedForm(method, pathname, headers)
  )
}

function refusedAddress(pathname: string, search: string): Refusal | undefined {
  if (search.length > longestQuery || search.split('&').length > mostParameters)
    return {
      status: 414,
      message: `A query has ${longestQuery} characters and ${mostParameters} parameters at most.`,
    }
  if (!isEncoded(pathname)) return { status: 400, message: 'The path is not percent-encoded UTF-8.' }
  if (/^\/_next\/image(\/|$)/.test(pathname)) return { status: 404, message: 'There is nothing here.' }
  return undefined
}

function isEncoded(text: string) {
  try {
    return !decodeURIComponent(text).includes('\0')
  } catch {
    return false
  }
}

function refusedMethod(method: string, pathname: string): Refusal | undefined {
  const allowed = methodsOf(pathname)
  if (allowed.includes(method)) return undefined
  return { status: 405, message: 'This address takes no such method.', allow: allowed.join(', ') }
}

/** Ids of actions, as Next writes them into our pages. */
const actionId = /^[\da-f]{40,64}$/

function refusedHeader(headers: Headers): Refusal | undefined {
  const cookies = headers.get('cookie') ?? ''
  if (cookies.length > longestCookies)
    return { status: 431, message: `Cookies have ${longestCookies} bytes at most.` }
  const action = headers.get('next-action')
  if (action !== null && !actionId.test(action)) return { status: 400, message: 'There is no such action.' }
  const tree = headers.get('next-router-state-tree')
  if (tree !== null && !isEncodedJson(tree))
    return { status: 400, message: 'No page of ours sends such headers.' }
  return undefined
}

function isEncodedJson(text: string) {
  try {
    return Array.isArray(JSON.parse(decodeURIComponent(text)))
  } catch {
    return false
  }
}

const reads = ['GET', 'HEAD']

function refusedWrite(method: string, headers: Headers): Refusal | undefined {
  if (reads.includes(method)) return undefined
  if (!isOwn(headers)) return { status: 403, message: 'Another site may not write here.' }
  const length = headers.get('content-length')
  if (Number(length) > largestBody)
    return { status: 413, message: `The body must be ${largestBody} bytes at most.` }
  return undefined
}

const forms = /^(multipart\/form-data|application\/x-www-form-urlencoded|text\/plain)\b/

/** What is sent to a page is a form of ours, all of which say how long they are. */
function refusedForm(method: string, pathname: string, headers: Headers): Refusal | undefined {
  if (method !== 'POST' || isHandled(pathname)) return undefined
  if (!headers.has('content-length')) return { status: 411, message: 'A form says how long it is.' }
  if (!forms.test(headers.get('content-type') ?? ''))
    return { status: 400, message: 'A page takes forms alone.' }
  return undefined
}

/** https://w3c.github.io/webappsec-fetch-metadata/; older browsers send Origin alone, and who sends neither is none. */
function isOwn(headers: Headers) {
  const from = headers.get('sec-fetch-site')
  if (from !== null) return from === 'same-origin' || from === 'none'
  const origin = headers.get('origin')
  if (origin === null) return true
  return URL.canParse(origin) && origin === siteFor(new URL(origin).host).origin
}

const ours = ['swoon_session', 'swoon_cookies', 'swoon_notice', 'swoon_zone']

/** The headers that the shop is shown: its own cookies, and its own address in place of the one named. */
export function normalized(headers: Headers): Headers {
  const shown = new Headers(headers)
  const site = siteFor(namedHost(headers))
  const origin = headers.get('origin')
  // Next compares the two; that this Origin may write is known by now.
  const host = origin && URL.canParse(origin) ? new URL(origin).host : site.host
  shown.set('host', site.host)
  shown.set('x-forwarded-host', host || site.host)
  shown.set('x-forwarded-proto', site.protocol.slice(0, -1))
  // Files are small and served whole; Next answers 500 where a range or a condition does not hold for one.
  for (const name of ['x-forwarded-port', 'if-match', 'if-unmodified-since', 'range']) shown.delete(name)
  const cookies = (headers.get('cookie') ?? '').split(';').filter((cookie) => ours.includes(nameOf(cookie)))
  if (cookies.length > 0) shown.set('cookie', cookies.map((cookie) => cookie.trim()).join('; '))
  else shown.delete('cookie')
  return shown
}

const nameOf = (cookie: string) => cookie.slice(0, cookie.indexOf('=')).trim()
