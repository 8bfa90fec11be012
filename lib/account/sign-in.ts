import type { Account } from './account'
import { beginOperator } from './begin-operator'
import { operatorEmail } from './first-operator'
import { handleOfEmail } from './handle'
import { onSignIn } from './on-sign-in'
import { isPassword } from './password-hash'
import { beginSession } from './session'
import { findSignIn } from './store'

type SignIn = {
  email: string
  password: string
  /** As whom the shopper has been about until now. */
  guest?: string | undefined
  /** What the device is called. */
  agent: string
}
export type SignedIn =
  | { ok: true; userName: string; sid: string; role: Account['role']; message?: string | undefined }
  | { ok: false; reason: 'wrong' | 'busy' }

/** On a stage the first operator begins with the first attempt to sign in as one. */
async function findOperator(handle: string) {
  if (handle !== handleOfEmail(operatorEmail)) return undefined
  await beginOperator()
  return findSignIn(handle)
}

/** Begins a session of the account that has this address and this password. Of others nothing is told apart. */
export async function signIn({ email, password, guest, agent }: SignIn): Promise<SignedIn> {
  const handle = handleOfEmail(email)
  const signIn = (await findSignIn(handle)) ?? (await findOperator(handle))
  const isRight = await isPassword(password, signIn?.passwordHash)
  if (isRight === undefined) return { ok: false, reason: 'busy' }
  const begun = isRight && signIn ? await beginSession(signIn.userName, agent) : undefined
  if (!signIn || !begun) return { ok: false, reason: 'wrong' }
  const message = guest === undefined ? undefined : await onSignIn(guest, signIn.userName)
  return { ok: true, userName: signIn.userName, ...begun, message }
}
