import 'server-only'
import { headers } from 'next/headers'
import { Resource } from 'sst'
import { countRequest } from '@/lib/limit/count-request'
import { type LimitName, limits } from '@/lib/limit/limit'
import { viewerNetwork } from '@/lib/request/viewer'
import { tooMany } from './http'
import { currentUser } from './session'

/** Counts this request: the seconds to wait where there were too many. `account` is what was named, known to us or not. */
export async function secondsToWait(what: LimitName, account?: string): Promise<number | undefined> {
  const address = viewerNetwork(await headers(), Resource.EdgeSecret.value)
  // To know whose session it is takes a read.
  const session = 'session' in limits[what].most ? await currentUser() : undefined
  return countRequest(what, { session, address, account })
}

/** Of a route handler: @throws Response 429 where there were too many. */
export async function assertWithin(what: LimitName) {
  const retryAfter = await secondsToWait(what)
  if (retryAfter !== undefined) throw tooMany(retryAfter)
}
