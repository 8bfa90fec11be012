import 'server-only'
import { cookies, headers } from 'next/headers'
import { after } from 'next/server'
import { cache } from 'react'
import * as z from 'zod'
import { type Account, SessionId, sessionSeconds } from '@/lib/account/account'
import { deviceOf } from '@/lib/account/device'
import { type Claim, checkClaim, isUseUnnoted, noteUse } from '@/lib/account/session'
import { newUserName } from '@/lib/account/user-name'
import { UserName } from '@/lib/ids'
import { configuredSites } from '@/lib/sites'
import { logFault, read } from './logged'
import { sealed, unsealed } from './seal'

const plainName = 'swoon_session'
/** A browser takes it from this host alone, over https: https://developer.mozilla.org/docs/Web/HTTP/Reference/Headers/Set-Cookie */
const hostName = `__Host-${plainName}`

/** A guest is a name and nothing more; `sid` is the session of an account. `for` is the name of the cookie. */
const Sealed = z.object({ userName: UserName, sid: SessionId.optional(), for: z.string().optional() })

/** Whether the shop is on https, as it is told by its configuration and by nobody who asks. */
const isSecure = () => configuredSites(process.env)?.[0]?.protocol !== 'http:'

/** Whom the cookie names, unchecked: of an account or a guest that it may not open any more. */
export const readClaim = cache(async (): Promise<Claim | undefined> => {
  const jar = await cookies()
  const unseal = (name: string) => unsealed(Sealed, jar.get(name)?.value, sessionSeconds)
  if (!isSecure()) return unseal(plainName)
  const claim = await unseal(hostName)
  if (claim) return claim.for === hostName ? claim : undefined
  // A guest's cookie from before the other had its name; nothing that is given out now can be planted as one.
  const old = await unseal(plainName)
  return old && old.sid === undefined && old.for === undefined ? old : undefined
})

/** Who it is whose session goes on, with the account where there is one. */
type Shopper = Claim & { account?: Account | undefined }

/** The shopper of this request. Only the cookie says who that is; one that was tampered with or has ended says nothing. */
export const currentShopper = read(async (): Promise<Shopper | undefined> => {
  const claim = await readClaim()
  const account = claim && (await checkClaim(claim))
  if (!claim || account === 'ended') return undefined
  if (account && isUseUnnoted(account, claim))
    after(() => noteUse(claim).catch((error) => logFault('Use of a session not noted', error)))
  return { ...claim, account }
})

export const currentUser = async () => (await currentShopper())?.userName

/** The account that this request is signed in to. */
export const currentAccount = async () => (await currentShopper())?.account

/** The guests that a shopper was before signing in: what they ordered stands under their names. */
export const linkedTo = (shopper: Shopper | undefined) => [...(shopper?.account?.linked ?? [])]

type GetOwn<T> = (userName: string, linked: () => Promise<string[]>) => Promise<T>

/** What `get` finds for this request's shopper, side by side with whether the session goes on: it takes no longer. */
export async function readOwn<T>(get: GetOwn<T>): Promise<T | undefined> {
  const claim = await readClaim()
  if (!claim) return undefined
  const session = currentShopper()
  const [shopper, found] = await Promise.all([session, get(claim.userName, () => session.then(linkedTo))])
  return shopper && found
}

/** The shopper of this request, as a new guest where there is none. Each call moves the end of the session on. */
export async function ensureUser(): Promise<string> {
  const shopper = (await currentShopper()) ?? { userName: newUserName() }
  await setClaim(shopper)
  return shopper.userName
}

/** From here on this browser is what `claim` says. */
export async function setClaim({ userName, sid }: Claim) {
  const name = isSecure() ? hostName : plainName
  const data: z.input<typeof Sealed> = { userName, sid, ...(isSecure() && { for: name }) }
  await setCookie(name, await sealed(data, sessionSeconds), sessionSeconds)
}

/** From here on this browser is nobody's. */
export async function dropClaim() {
  for (const name of isSecure() ? [hostName, plainName] : [plainName]) await setCookie(name, '', 0)
}

const setCookie = async (name: string, value: string, maxAge: number) =>
  (await cookies()).set(name, value, {
    httpOnly: true,
    sameSite: 'lax',
    path: '/',
    maxAge,
    secure: isSecure(),
  })

/** What the browser of this request calls itself, in words. */
export const readDevice = async () => deviceOf((await headers()).get('user-agent'))
