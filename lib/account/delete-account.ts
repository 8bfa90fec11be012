import { transact } from '../aws/dynamo'
import { dropBasket } from '../basket/store'
import type { Account } from './account'
import { handleOfEmail } from './handle'
import { isPassword } from './password-hash'
import { endAccount, findSignIn, leaveOperators, listHandles, removeSignIn } from './store'

export type Deleted = { ok: true } | { ok: false; reason: 'wrong' | 'busy' | 'last_operator' }

/**
 * Takes away all ways to sign in, all sessions, the address and the basket, in one transaction, for whoever knows the
 * password. Orders stay under a name that says nothing. The last operator stays.
 */
export async function deleteAccount(account: Account, password: string): Promise<Deleted> {
  const { userName, role, email } = account
  const own = handleOfEmail(email)
  const signIn = await findSignIn(own)
  const isRight = await isPassword(password, signIn?.passwordHash)
  if (isRight === undefined) return { ok: false, reason: 'busy' }
  if (!isRight || signIn?.userName !== userName) return { ok: false, reason: 'wrong' }
  // The index may not know yet what has just been added; without an account it opens nothing.
  const handles = new Set([own, ...(await listHandles(userName))])
  const refused = await transact([
    endAccount(account),
    dropBasket(userName),
    ...[...handles].map((handle) => removeSignIn(handle, userName)),
    ...(role === 'operator' ? [leaveOperators(userName)] : []),
  ])
  if (!refused) return { ok: true }
  return { ok: false, reason: role === 'operator' && refused.at(-1) ? 'last_operator' : 'busy' }
}
