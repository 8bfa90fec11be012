import { type NextRequest, NextResponse } from 'next/server'
import { normalized, refusalOf } from './lib/request/guard'

const yearSeconds = 365 * 24 * 60 * 60

const noStore = { 'cache-control': 'private, no-store', 'x-content-type-options': 'nosniff' }

/** Refuses what nothing of ours can have sent, and shows the rest as if it came for the shop's own address. */
export function proxy(request: NextRequest) {
  const refusal = refusalOf(request)
  if (!refusal) return welcomed(request)
  const { status, message, allow } = refusal
  return Response.json(
    { error: { code: 'refused', message } },
    { status, headers: { ...noStore, ...(allow && { allow }) } },
  )
}

/** Who comes to a page without a cookie is given one: an action that it does not come with knows that they are refused. */
function welcomed(request: NextRequest) {
  const headers = normalized(request.headers)
  const { pathname, search } = request.nextUrl
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
