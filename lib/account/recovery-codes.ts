import { createHash, randomInt } from 'node:crypto'
import type { Account } from './account'
import { handleOfEmail } from './handle'
import { isPassword } from './password-hash'
import { findSignIn, replaceRecovery } from './store'

const howMany = 10
/** Without what is taken for something else when it is read out or written down. */
const letters = 'ABCDEFGHJKMNPQRSTVWXYZ23456789'
const groups = 4
const groupLength = 4

/** 78 bits: too many to be guessed, also from their hashes. */
const newCode = () =>
  Array.from({ length: groups }, () =>
    Array.from({ length: groupLength }, () => letters[randomInt(letters.length)]).join(''),
  ).join('-')

/** What is kept of a code, however it was typed. */
export const recoveryHash = (code: string) =>
  createHash('sha256')
    .update(
      code
        .normalize('NFKC')
        .toUpperCase()
        .replace(/[^A-Z0-9]/g, ''),
    )
    .digest('base64url')

export type CodesMade = { ok: true; codes: string[] } | { ok: false; reason: 'wrong' | 'busy' }

/** Ten codes, each of which replaces a forgotten password once, in place of all earlier ones. They can be shown only now. */
export async function makeRecoveryCodes({ userName, email }: Account, password: string): Promise<CodesMade> {
  const signIn = await findSignIn(handleOfEmail(email))
  const isRight = await isPassword(password, signIn?.passwordHash)
  if (isRight === undefined) return { ok: false, reason: 'busy' }
  if (!isRight || signIn?.userName !== userName) return { ok: false, reason: 'wrong' }
  const codes = Array.from({ length: howMany }, newCode)
  return (await replaceRecovery(userName, codes.map(recoveryHash)))
    ? { ok: true, codes }
    : { ok: false, reason: 'wrong' }
}
