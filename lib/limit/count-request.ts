import { createHmac } from 'node:crypto'
import { Resource } from 'sst'
import { type LimitName, limits, type Whose, windowAt } from './limit'
import { countOne } from './store'

/** Whose request it is, as far as that is known. Rows hold none of it: a hash with a secret stands for each. */
export type Requester = Partial<Record<Whose, string>>

/** Counts a request against each of its limits: the seconds until it may be made again, or undefined where it may be now. */
export async function countRequest(
  what: LimitName,
  requester: Requester,
  now = Date.now(),
): Promise<number | undefined> {
  const { seconds, most } = limits[what]
  const { index, endsAt, left } = windowAt(now, seconds)
  const counted = Object.entries(most).map(([whose, allowed]) => {
    const who = requester[whose as Whose]
    if (who === undefined) return true
    const key = `${what}#${pseudonym(whose, who)}#${index}`
    return countOne({ key, most: allowed, expiresAt: endsAt })
  })
  return (await Promise.all(counted)).every(Boolean) ? undefined : left
}

const pseudonym = (whose: string, who: string) =>
  createHmac('sha256', Resource.EdgeSecret.value).update(`${whose} ${who}`).digest('base64url').slice(0, 22)
