import { type NextRequest, NextResponse } from 'next/server'
import { isFile, normalized, type Refusal, refusalOf } from './lib/request/guard'
import { contentSecurityPolicy, securityHeaders } from './lib/request/policy'
import { namedHost } from './lib/sites'

const yearSeconds = 365 * 24 * 60 * 60

/** Refuses what nothing of ours can have sent, and shows the rest as if it came for the shop's own address. */
export function proxy(request: NextRequest) {
  const policy = contentSecurityPolicy()
  const refusal = refusalOf(request)
  const response = refusal ? refused(refusal) : welcomed(request, policy)
  if (!refusal && isFile(request.nextUrl.pathname)) return response
  const headers = Object.entries(securityHeaders(policy, namedHost(request.headers)))
  for (const [name, value] of headers) response.headers.set(name, value)
  return response
}

function refused({ status, message, allow }: Refusal) {
  const headers = { 'cache-control': 'private, no-store', ...(allow && { allow }) }
  return Response.json({ error: { code: 'refused', message } }, { status, headers })
}

/** Who comes to a page without a cookie is given one: an action that it does not come with knows that they are refused. */
function welcomed(request: NextRequest, policy: string) {
  const headers = normalized(request.headers)
  const { pathname, search } = request.nextUrl
  // Whence Next takes the nonce.
  headers.set('content-security-policy', policy)
  // Where a form is sent back to; never to another host.
  headers.set('swoon-address', `/${pathname.replace(/^\/+/, '')}${search}`)
  const response = NextResponse.next({ request: { headers } })
  if (!headers.has('cookie') && headers.get('accept')?.includes('text/html'))
    response.cookies.set('swoon_cookies', 'kept', {
      httpOnly: true,
      sameSite: 'lax',
      path: '/',
      maxAge: yearSeconds,
    })
  return response
}
