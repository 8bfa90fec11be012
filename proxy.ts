import { type NextRequest, NextResponse } from 'next/server'
import { claimIn } from './app/_server/claim'
import { isFile, normalized, type Refusal, refusalOf } from './lib/request/guard'
import { isForOperators, isNowhere, nowhere } from './lib/request/nowhere'
import { contentSecurityPolicy, securityHeaders } from './lib/request/policy'
import { namedHost } from './lib/sites'

const yearSeconds = 365 * 24 * 60 * 60

/** Refuses what nothing of ours can have sent, and shows the rest as if it came for the shop's own address. */
export async function proxy(request: NextRequest) {
  const policy = contentSecurityPolicy()
  const refusal = refusalOf(request)
  const { pathname } = request.nextUrl
  const leadsNowhere = !refusal && (await isHidden(request))
  const response = refusal ? refused(refusal) : welcomed(request, policy, leadsNowhere)
  if (!refusal && !leadsNowhere && isFile(pathname)) return response
  const headers = Object.entries(securityHeaders(policy, namedHost(request.headers)))
  for (const [name, value] of headers) response.headers.set(name, value)
  return response
}

function refused({ status, message, allow }: Refusal) {
  const headers = { 'cache-control': 'private, no-store', ...(allow && { allow }) }
  return Response.json({ error: { code: 'refused', message } }, { status, headers })
}

/**
 * Whether there is nothing here for whoever asks. The mark in an operator's cookie says only that there is something to be
 * looked for: each page and action asks for the account itself.
 */
async function isHidden({ nextUrl: { pathname }, cookies }: NextRequest) {
  if (!isForOperators(pathname)) return isNowhere(pathname)
  return (await claimIn((name) => cookies.get(name)?.value))?.operator !== true
}

/** Who comes to a page without a cookie is given one: an action that it does not come with knows that they are refused. */
function welcomed(request: NextRequest, policy: string, leadsNowhere: boolean) {
  const headers = normalized(request.headers)
  const { pathname, search } = request.nextUrl
  // Whence Next takes the nonce.
  headers.set('content-security-policy', policy)
  // Where a form is sent back to; never to another host.
  headers.set('swoon-address', `/${pathname.replace(/^\/+/, '')}${search}`)
  const response = leadsNowhere
    ? NextResponse.rewrite(new URL(`${nowhere}${search}`, request.url), { request: { headers } })
    : NextResponse.next({ request: { headers } })
  if (!headers.has('cookie') && headers.get('accept')?.includes('text/html'))
    response.cookies.set('swoon_cookies', 'kept', {
      httpOnly: true,
      sameSite: 'lax',
      path: '/',
      maxAge: yearSeconds,
    })
  return response
}
