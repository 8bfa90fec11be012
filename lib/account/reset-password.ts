import { transact } from '../aws/dynamo'
import { handleOfEmail } from './handle'
import { hashPassword } from './password-hash'
import { recoveryHash } from './recovery-codes'
import { endSessions, findAccount, findSignIn, nobody, setPassword, takingRecovery } from './store'
import { lookAtToken, usingToken } from './tokens'

export type Reset = { ok: true } | { ok: false; reason: 'wrong' | 'busy' }

/**
 * Another password, for whoever holds a token of the account. The token is used up and every session ends in the same
 * transaction; a password that is refused costs no token.
 */
export async function resetByToken(token: string, password: string): Promise<Reset> {
  const passwordHash = await hashPassword(password)
  if (!passwordHash) return { ok: false, reason: 'busy' }
  const userName = (await lookAtToken('reset', token))?.userName
  const account = userName === undefined ? undefined : await findAccount(userName, { consistent: true })
  if (!account) return { ok: false, reason: 'wrong' }
  const refused = await transact([
    usingToken('reset', token),
    setPassword({ handle: handleOfEmail(account.email), userName: account.userName, passwordHash }),
    endSessions(account.userName),
  ])
  return refused ? { ok: false, reason: 'wrong' } : { ok: true }
}

type ByCode = { email: string; code: string; password: string }

/** The same for whoever has a recovery code. What is done for an address that nobody has is the same, and says the same. */
export async function resetByCode({ email, code, password }: ByCode): Promise<Reset> {
  const passwordHash = await hashPassword(password)
  if (!passwordHash) return { ok: false, reason: 'busy' }
  const handle = handleOfEmail(email)
  const userName = (await findSignIn(handle))?.userName ?? nobody
  const refused = await transact([
    takingRecovery(userName, recoveryHash(code)),
    setPassword({ handle, userName, passwordHash }),
  ])
  return refused ? { ok: false, reason: 'wrong' } : { ok: true }
}
