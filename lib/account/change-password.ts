import type { Account } from './account'
import { handleOfEmail } from './handle'
import { hashPassword, isPassword } from './password-hash'
import { newSession } from './session'
import { findSignIn, replacePassword } from './store'

type Change = { current: string; password: string; agent: string }
export type PasswordChanged = { ok: true; sid: string } | { ok: false; reason: 'wrong' | 'busy' }

/** Another password for whoever knows the one of now. All sessions end, and a new one begins here. */
export async function changePassword(
  { userName, email }: Account,
  { current, password, agent }: Change,
): Promise<PasswordChanged> {
  const signIn = await findSignIn(handleOfEmail(email))
  const isRight = await isPassword(current, signIn?.passwordHash)
  if (isRight === undefined) return { ok: false, reason: 'busy' }
  if (!isRight || signIn?.userName !== userName) return { ok: false, reason: 'wrong' }
  const passwordHash = await hashPassword(password)
  if (!passwordHash) return { ok: false, reason: 'busy' }
  const { sid, session } = newSession(agent)
  const replaced = await replacePassword(signIn, passwordHash, { [sid]: session })
  return replaced ? { ok: true, sid } : { ok: false, reason: 'wrong' }
}
