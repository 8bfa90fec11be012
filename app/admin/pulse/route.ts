import { requireOperator } from '@/app/_server/operator'

/** Asked by a page of the console before it is read anew: what cannot be reached must not take the page away. */
export async function GET() {
  await requireOperator()
  return new Response(null, { status: 204, headers: { 'cache-control': 'private, no-store' } })
}
