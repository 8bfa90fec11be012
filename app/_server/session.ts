import 'server-only'
import { cookies, headers } from 'next/headers'
import { after } from 'next/server'
import { cache } from 'react'
import { type Account, sessionSeconds } from '@/lib/account/account'
import { deviceOf } from '@/lib/account/device'
import { type Claim, checkClaim, isUseUnnoted, noteUse } from '@/lib/account/session'
import { newUserName } from '@/lib/account/user-name'
import { claimIn, cookieNames, isSecure, sealedClaim } from './claim'
import { logFault, read } from './logged'

/** Whom the cookie names, unchecked: of an account or a guest that it may not open any more. */
export const readClaim = cache(async (): Promise<Claim | undefined> => {
  const jar = await cookies()
  return claimIn((name) => jar.get(name)?.value)
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
  const { account, ...claim }: Shopper = (await currentShopper()) ?? { userName: newUserName() }
  await setClaim({ ...claim, role: account?.role })
  return claim.userName
}

type Entered = Claim & Partial<Pick<Account, 'role'>>

/** From here on this browser is what `claim` says; of an operator the cookie says that too. */
export async function setClaim({ role, ...claim }: Entered) {
  const { name, seal } = await sealedClaim({ ...claim, operator: role === 'operator' || undefined })
  await setCookie(name, seal, sessionSeconds)
}

/** From here on this browser is nobody's. */
export async function dropClaim() {
  for (const name of cookieNames()) await setCookie(name, '', 0)
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
