import { auditEntry } from '../audit/audit-entry'
import { auditing } from '../audit/store'
import { transact } from '../aws/dynamo'
import { handleOfEmail } from './handle'
import { findSignIn } from './store'
import { issueToken, issuingToken } from './tokens'

/** Long enough for a mail to arrive and be read. */
export const resetSeconds = 60 * 60

/**
 * A token by which the password of the account with this address may be replaced once. It is made for every address, with the
 * same reads and writes, and is worth something only where there is a `userName`: who asks must not be told by anything.
 */
export async function issueReset(email: string): Promise<{ token: string; userName: string | undefined }> {
  const signIn = await findSignIn(handleOfEmail(email))
  const token = await issueToken('reset', signIn?.userName, resetSeconds)
  return { token, userName: signIn?.userName }
}

type Asked = { email: string; who: string; why: string }

/** The same for an operator to hand on, told in the audit; undefined where there is no such account. */
export async function issueAuditedReset({ email, who, why }: Asked): Promise<string | undefined> {
  const signIn = await findSignIn(handleOfEmail(email))
  if (!signIn) return undefined
  const { token, item } = issuingToken('reset', signIn.userName, resetSeconds)
  const entry = auditEntry({ who, why, what: 'reset link issued', target: signIn.userName })
  const refused = await transact([auditing(entry), item])
  if (refused) throw new Error('The link could not be issued')
  return token
}
