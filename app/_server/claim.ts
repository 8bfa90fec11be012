import 'server-only'
import * as z from 'zod'
import { SessionId, sessionSeconds } from '@/lib/account/account'
import { UserName } from '@/lib/ids'
import { configuredSites } from '@/lib/sites'
import { sealed, unsealed } from './seal'

const plainName = 'swoon_session'
/** A browser takes it from this host alone, over https: https://developer.mozilla.org/docs/Web/HTTP/Reference/Headers/Set-Cookie */
const hostName = `__Host-${plainName}`

/**
 * A guest is a name and nothing more; `sid` is the session of an account, and `operator` that it was one's at the last
 * sign-in, which opens nothing by itself. `for` is the name of the cookie.
 */
const Sealed = z.object({
  userName: UserName,
  sid: SessionId.optional(),
  operator: z.literal(true).optional(),
  for: z.string().optional(),
})
type Sealed = z.infer<typeof Sealed>

/** Whether the shop is on https, as it is told by its configuration and by nobody who asks. */
export const isSecure = () => configuredSites(process.env)?.[0]?.protocol !== 'http:'

/** Under which a session may stand, the one that is given out first. */
export const cookieNames = () => (isSecure() ? [hostName, plainName] : [plainName])

/** What the cookies of a request claim, unchecked. @param cookie the value of one by its name */
export async function claimIn(cookie: (name: string) => string | undefined): Promise<Sealed | undefined> {
  const unseal = (name: string) => unsealed(Sealed, cookie(name), sessionSeconds)
  if (!isSecure()) return unseal(plainName)
  const claim = await unseal(hostName)
  if (claim) return claim.for === hostName ? claim : undefined
  // A guest's cookie from before the other had its name; nothing that is given out now can be planted as one.
  const old = await unseal(plainName)
  return old && old.sid === undefined && old.for === undefined ? old : undefined
}

/** The cookie that makes such a claim. */
export async function sealedClaim({ userName, sid, operator }: Omit<Sealed, 'for'>) {
  const name = isSecure() ? hostName : plainName
  const data: Sealed = { userName, sid, operator, ...(isSecure() && { for: name }) }
  return { name, seal: await sealed(data, sessionSeconds) }
}
