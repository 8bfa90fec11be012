import type { TransactItem } from '../aws/dynamo'
import { handleOfEmail } from './handle'
import { hashPassword, isPassword } from './password-hash'
import { beginSession, newSession } from './session'
import { addAccount, findSignIn } from './store'
import { newUserName } from './user-name'

export type SignUp = {
  email: string
  password: string
  /** Whose basket and orders the account takes over. */
  userName: string
  /** What the device is called. */
  agent: string
}
export type SignedUp = { ok: true; userName: string; sid: string } | { ok: false; reason: 'taken' | 'busy' }

/**
 * Makes an account of a guest, or of somebody new where one was made of that guest before. Sent twice by the same guest it is
 * one account, and the answer the same.
 */
export async function signUp({ email, password, agent, userName }: SignUp): Promise<SignedUp> {
  const passwordHash = await hashPassword(password)
  if (!passwordHash) return { ok: false, reason: 'busy' }
  const made = await makeAccount({ email, passwordHash, guest: userName, agent })
  if (made.ok) return made
  const before = await signedUpBefore(handleOfEmail(email), { userName, password, agent })
  return before ?? { ok: false, reason: 'taken' }
}

type Wanted = { email: string; passwordHash: string; guest: string | undefined; agent: string }
type Made = { ok: true; userName: string; sid: string } | { ok: false; reason: 'taken' | 'over' }

/** An account with its first session, of a guest who is none yet, else of somebody new; `over` where what allows it is. */
export async function makeAccount(
  { email, passwordHash, guest, agent }: Wanted,
  allowing: TransactItem[] = [],
): Promise<Made> {
  const handle = handleOfEmail(email)
  const { sid, session } = newSession(agent)
  const createdAt = new Date().toISOString()
  for (const userName of [...(guest === undefined ? [] : [guest]), newUserName()]) {
    const account = { userName, role: 'shopper', email, createdAt, sessions: { [sid]: session } } as const
    const added = await addAccount(account, { handle, userName, passwordHash }, allowing)
    if (added === 'added') return { ok: true, userName, sid }
    if (added !== 'name_taken') return { ok: false, reason: added === 'handle_taken' ? 'taken' : 'over' }
  }
  return { ok: false, reason: 'taken' }
}

type Again = Pick<SignUp, 'userName' | 'password' | 'agent'>

async function signedUpBefore(handle: string, { userName, password, agent }: Again) {
  const signIn = await findSignIn(handle)
  if (signIn?.userName !== userName || !(await isPassword(password, signIn.passwordHash))) return undefined
  const { sid } = (await beginSession(userName, agent)) ?? {}
  return sid ? { ok: true as const, userName, sid } : undefined
}
