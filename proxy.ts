import { type NextRequest, NextResponse } from 'next/server'
import { normalized, refusalOf } from './lib/request/guard'

const noStore = { 'cache-control': 'private, no-store', 'x-content-type-options': 'nosniff' }

/** Refuses what nothing of ours can have sent, and shows the rest as if it came for the shop's own address. */
export function proxy(request: NextRequest) {
  const refusal = refusalOf(request)
  if (!refusal) return NextResponse.next({ request: { headers: normalized(request.headers) } })
  const { status, message, allow } = refusal
  return Response.json(
    { error: { code: 'refused', message } },
    { status, headers: { ...noStore, ...(allow && { allow }) } },
  )
}
