import { createHash, randomBytes } from 'node:crypto'
import { findToken, saveToken, savingToken, takeToken, takingToken } from '../token/store'
import type { Token, TokenPurpose } from '../token/token'

const bytes = 32
const isToken = (token: string) => /^[\w-]{43}$/.test(token)

const held = (purpose: TokenPurpose, token: string) => ({
  purpose,
  tokenHash: createHash('sha256').update(token).digest('base64url'),
})

type Given = [
  purpose: TokenPurpose,
  userName: string | undefined,
  seconds: number,
  data?: Record<string, string>,
]

function newToken(...[purpose, userName, seconds, data]: Given) {
  const token = randomBytes(bytes).toString('base64url')
  const expiresAt = Math.floor(Date.now() / 1000) + seconds
  const row: Token = {
    ...held(purpose, token),
    ...(userName !== undefined && { userName }),
    ...(data && { data }),
    expiresAt,
  }
  return { token, row }
}

/** A secret that is worth one use within `seconds`. Whoever holds it may know `userName` and `data` by it. */
export async function issueToken(...given: Given): Promise<string> {
  const { token, row } = newToken(...given)
  await saveToken(row)
  return token
}

/** The same as part of a transaction. */
export function issuingToken(...given: Given) {
  const { token, row } = newToken(...given)
  return { token, item: savingToken(row) }
}

/** Uses a token up: what it was issued for, or undefined where it was used, has expired or never was. */
export const useToken = async (purpose: TokenPurpose, token: string): Promise<Token | undefined> =>
  isToken(token) ? takeToken(held(purpose, token)) : undefined

/** What a token was issued for, without using it up. */
export const lookAtToken = async (purpose: TokenPurpose, token: string): Promise<Token | undefined> =>
  isToken(token) ? findToken(held(purpose, token)) : undefined

/** Uses a token up together with what it allows: the transaction is refused whole where it was used meanwhile. */
export const usingToken = (purpose: TokenPurpose, token: string) => takingToken(held(purpose, token))
