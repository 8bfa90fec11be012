import { namedHost, siteFor } from '../sites'

/** A request as it came, its address as the client wrote it. */
type Incoming = { method: string; url: string; headers: Headers }
export type Refusal = { status: number; message: string; allow?: string }

const longestQuery = 2048
const mostParameters = 50
const longestCookies = 8192
/** As the largest form of ours and the largest body of the API. */
const largestBody = 64 * 1024
const reads = ['GET', 'HEAD']
/** Ids of actions, as Next writes them into our pages. */
const actionId = /^[\da-f]{40,64}$/
const forms = /^(multipart\/form-data|application\/x-www-form-urlencoded|text\/plain)\b/

const refuse = (status: number, message: string): Refusal => ({ status, message })

/** Why nothing of ours could have sent this request; undefined for what may have. */
export function refusalOf({ method, url, headers }: Incoming): Refusal | undefined {
  const { pathname, search } = new URL(url)
  return (
    refusedAddress(pathname, search) ??
    refusedMethod(method, pathname) ??
    refusedHeader(headers) ??
    (reads.includes(method) ? undefined : refusedWrite(method, headers)) ??
    (method === 'POST' && !isHandled(pathname) ? refusedForm(headers) : undefined)
  )
}

/** Next answers them; nobody is led there. Its page of last resort says 500, to be kept for a year. */
const internal = /^\/+(_next\/image(\/|$)|_global-error)/

function refusedAddress(pathname: string, search: string) {
  if (search.length > longestQuery || search.split('&').length > mostParameters)
    return refuse(414, `A query has ${longestQuery} characters and ${mostParameters} parameters at most.`)
  if (!holds(() => !decodeURIComponent(pathname).includes('\0')))
    return refuse(400, 'The path is not percent-encoded UTF-8.')
  if (internal.test(decodeURIComponent(pathname))) return refuse(404, 'There is nothing here.')
  return undefined
}

function holds(check: () => boolean) {
  try {
    return check()
  } catch {
    return false
  }
}

/** What each route handler exports; HEAD and OPTIONS are Next's. */
const handlers: [RegExp, string[]][] = [
  [/^\/api\/basket$/, ['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE']],
  [/^\/api\/orders\/[^/]+\/cancel$/, ['OPTIONS', 'POST']],
  [/^\/api\//, ['GET', 'HEAD', 'OPTIONS']],
  [/^\/wait$/, ['GET', 'HEAD', 'OPTIONS']],
  [/^\/cart\/contents$/, ['GET', 'HEAD', 'OPTIONS']],
  [/^\/cart\/change$/, ['OPTIONS', 'POST']],
  [/^\/basket\/checkout$/, ['OPTIONS', 'POST']],
]
/** Pages take the forms of their actions. */
const page = [...reads, 'POST']
const file = /^\/_next\/|\.(?:avif|css|gif|ico|jpg|js|json|map|png|svg|txt|webmanifest|webp|woff2|xml)$/

const isHandled = (pathname: string) => handlers.some(([path]) => path.test(pathname))

function methodsOf(pathname: string): string[] {
  const handler = handlers.find(([path]) => path.test(pathname))
  if (handler) return handler[1]
  return isFile(pathname) ? reads : page
}

/** Whether a file may have this address. What has a product's is its page, whatever the product is called. */
export const isFile = (pathname: string) =>
  file.test(pathname) && !/^\/(products|orders)\/[^/]*$/.test(pathname)

function refusedMethod(method: string, pathname: string) {
  const allowed = methodsOf(pathname)
  if (allowed.includes(method)) return undefined
  return { ...refuse(405, 'This address takes no such method.'), allow: allowed.join(', ') }
}

function refusedHeader(headers: Headers) {
  if ((headers.get('cookie') ?? '').length > longestCookies)
    return refuse(431, `Cookies have ${longestCookies} bytes at most.`)
  const action = headers.get('next-action')
  if (action !== null && !actionId.test(action)) return refuse(400, 'There is no such action.')
  const tree = headers.get('next-router-state-tree')
  if (tree !== null && !holds(() => Array.isArray(JSON.parse(decodeURIComponent(tree)))))
    return refuse(400, 'No page of ours sends such headers.')
  return undefined
}

function refusedWrite(method: string, headers: Headers) {
  if (!isOwn(method, headers))
    return refuse(
      403,
      'Another site may not write here. A form with cookies says by its Origin where it is from.',
    )
  if (Number(headers.get('content-length')) > largestBody)
    return refuse(413, `The body must be ${largestBody} bytes at most.`)
  return undefined
}

/** What is sent to a page is a form of ours, all of which say how long they are. */
function refusedForm(headers: Headers) {
  if (!headers.has('content-length')) return refuse(411, 'A form says how long it is.')
  if (!forms.test(headers.get('content-type') ?? '')) return refuse(400, 'A page takes forms alone.')
  return undefined
}

/**
 * https://w3c.github.io/webappsec-fetch-metadata/; older browsers send Origin alone. Who sends neither is no browser we
 * know of: with a cookie to act by, that is let to do only what no page can make a browser do without asking first.
 */
function isOwn(method: string, headers: Headers) {
  const from = headers.get('sec-fetch-site')
  if (from !== null) return from === 'same-origin' || from === 'none'
  const origin = headers.get('origin')
  if (origin === null) return !headers.has('cookie') || !isOfAForm(method, headers)
  return URL.canParse(origin) && origin === siteFor(new URL(origin).host).origin
}

/** https://fetch.spec.whatwg.org/#cors-safelisted-request-header: what a form can send, to any site. Actions are sent as forms. */
const isOfAForm = (method: string, headers: Headers) =>
  method === 'POST' && (headers.has('next-action') || forms.test(headers.get('content-type') ?? ''))

const ours = [
  'swoon_session',
  '__Host-swoon_session',
  'swoon_cookies',
  'swoon_notice',
  'swoon_zone',
  'swoon_draft',
]

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
