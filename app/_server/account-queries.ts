import 'server-only'
import { findAskedSignUp, isAsker } from '@/lib/account/confirm-sign-up'
import { lookAtToken } from '@/lib/account/tokens'
import { sendsMail } from '@/lib/mail/sender'
import { listPasskeys } from '@/lib/passkey/list-passkeys'
import { credentialIdOf } from '@/lib/passkey/passkey'
import { accountDrafts } from './account-form'
import { read } from './logged'
import { currentAccount, currentShopper, readOwn } from './session'

/** Who is signed in, where anybody is. */
export const readAccount = read(currentAccount)

/** The account with its sessions, the one of this request first and the others by their last use. */
export const readSessions = read(async () => {
  const { account, sid } = (await currentShopper()) ?? {}
  if (!account) return undefined
  const sessions = Object.entries(account.sessions).map(([id, session]) => ({
    ...{ sid: id, agent: session.agent, isHere: id === sid },
    seen: new Date(session.seen * 1000).toISOString(),
  }))
  sessions.sort((a, b) => Number(b.isHere) - Number(a.isHere) || (a.seen < b.seen ? 1 : -1))
  return {
    email: account.email,
    role: account.role,
    createdAt: account.createdAt,
    sessions,
    codesLeft: account.recovery?.size ?? 0,
  }
})

export const readPasskeys = read(async () => {
  const passkeys = (await readOwn(listPasskeys)) ?? []
  return passkeys.map((passkey) => ({
    ...{ credentialId: credentialIdOf(passkey), name: passkey.name },
    ...{ createdAt: passkey.createdAt, usedAt: passkey.usedAt },
  }))
})

/** Whether this shop sends mail, which each process is told at its start. */
export const readMailing = read(async () => sendsMail())

export const readSignInDraft = accountDrafts.signIn.read
export const readSignUpDraft = accountDrafts.signUp.read
export const readDeletionDraft = accountDrafts.deletion.read
export const readAccountDraft = accountDrafts.account.read
export const readResetDraft = accountDrafts.reset.read

/** Whether a reset link still works, which looking at it does not change. */
export const readResetToken = read(
  async (token: string) => (await lookAtToken('reset', token))?.userName !== undefined,
)

/** Whose account a link of a mail would make, and whether this browser has asked for it; looking at it changes nothing. */
export const readAskedSignUp = read(async (token: string) => {
  const [asked, shopper] = await Promise.all([findAskedSignUp(token), currentShopper()])
  return asked && { email: asked.email, isHere: isAsker(shopper, asked) }
})
