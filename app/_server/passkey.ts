import 'server-only'
import { isFresh } from '@/lib/account/account'
import { endSession } from '@/lib/account/session'
import type { Asked } from '@/lib/passkey/ceremony'
import { CredentialId, maxPasskeys, PasskeyName } from '@/lib/passkey/passkey'
import * as passkeys from '@/lib/passkey/register-passkey'
import { askWhoItIs, signInByPasskey } from '@/lib/passkey/sign-in-by-passkey'
import { removePasskey } from '@/lib/passkey/store'
import { type Notice, refused } from './notice'
import { currentShopper, readDevice } from './session'
import { enter } from './sign-in'
import { readSite } from './visitor'

/** What the page hands to the browser, whose answer it sends on. */
type Begun = Notice & { asked?: Asked }

const asked = (asked: Asked): Begun => ({ ok: true, message: '', asked })
const text = (form: FormData, name: string) => String(form.get(name) ?? '')

export const beginSignIn = async (): Promise<Begun> => asked(await askWhoItIs(await readSite()))

/** Signs in whoever has the passkey that the browser has used, and leads to the account. */
export async function finishSignIn(form: FormData): Promise<Notice> {
  const before = await currentShopper()
  const guest = before && !before.account ? before.userName : undefined
  const answer = { token: text(form, 'token'), response: text(form, 'response') }
  const signedIn = await signInByPasskey({ ...answer, guest, agent: await readDevice() }, await readSite())
  if (!signedIn.ok) return refused('This passkey opens no account here. Sign in with your password.')
  if (before?.sid) await endSession(before.userName, before.sid)
  return enter(signedIn, signedIn.message)
}

const notSignedIn = refused('You are not signed in any more. Sign in and try again.')

/** Whoever finds a browser signed in must not be able to come back later: a passkey is added soon after a sign-in. */
async function freshAccount() {
  const { account, sid } = (await currentShopper()) ?? {}
  if (!account) return notSignedIn
  return isFresh(account, sid) ? account : refused('Sign out and in again first, then add it.')
}

export async function beginPasskey(): Promise<Begun> {
  const account = await freshAccount()
  if ('ok' in account) return account
  const question = await passkeys.askForPasskey(account, await readSite())
  return question
    ? asked(question)
    : refused(`An account has ${maxPasskeys} passkeys at most. Remove one first.`)
}

export async function addPasskey(form: FormData): Promise<Notice> {
  const account = await freshAccount()
  if ('ok' in account) return account
  const name = PasskeyName.safeParse(form.get('name') ?? '')
  if (!name.success) return refused(name.error.issues[0]?.message ?? '')
  const answer = { token: text(form, 'token'), response: text(form, 'response') }
  const named = { ...answer, name: name.data || (await readDevice()) }
  const isAdded = await passkeys.registerPasskey(account, named, await readSite())
  return isAdded
    ? { ok: true, message: 'From now on you can sign in with it.' }
    : refused('This passkey could not be added. Try again.')
}

export async function endPasskey(form: FormData): Promise<Notice> {
  const { account } = (await currentShopper()) ?? {}
  if (!account) return notSignedIn
  const id = CredentialId.safeParse(form.get('credentialId'))
  const isRemoved = id.success && (await removePasskey(account.userName, id.data))
  return isRemoved ? { ok: true, message: 'Removed.' } : refused('There is no such passkey.')
}
