import { readLookup, requireOperator } from '@/app/_server/console'
import { consoleAddress, hitAddress } from '@/lib/console-address'

/** Leads to the only thing that was found, else to all of them: a page has begun its answer before it could. */
export async function GET(request: Request) {
  await requireOperator()
  const q = (new URL(request.url).searchParams.get('q') ?? '').trim()
  const [only, ...others] = (await readLookup(q)).hits
  const single = only && others.length === 0 ? hitAddress(only) : undefined
  const headers = { location: single ?? consoleAddress('found', { q }), 'cache-control': 'private, no-store' }
  return new Response(null, { status: 303, headers })
}
