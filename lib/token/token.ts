import * as z from 'zod'
import { UserName } from '../ids'

/** A token of one purpose is worth nothing for another. */
export const TokenPurpose = z.enum(['reset', 'challenge', 'verify'])
export type TokenPurpose = z.infer<typeof TokenPurpose>

/** A token as an address or a form brings it: what can be none stands for nothing. */
export const GivenToken = z.string().max(100).catch('')

/** What a token stands for. The token itself is kept nowhere, only its hash. */
export const Token = z.object({
  tokenHash: z.string(),
  purpose: TokenPurpose,
  userName: UserName.optional(),
  data: z.record(z.string(), z.string()).optional(),
  /** In seconds: also when DynamoDB may delete the row, which it does late. */
  expiresAt: z.int(),
})
export type Token = z.infer<typeof Token>
