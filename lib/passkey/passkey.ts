import * as z from 'zod'
import { UserName } from '../ids'

/** A row of SignInTable: whoever proves to hold the key of `handle` signs in to the account. */
export const Passkey = z.object({
  handle: z.string(),
  userName: UserName,
  /** COSE, in base64url. */
  publicKey: z.string(),
  /** How often the key was used, where its authenticator counts. */
  counter: z.int(),
  name: z.string(),
  createdAt: z.iso.datetime(),
  usedAt: z.iso.datetime().optional(),
})
export type Passkey = z.infer<typeof Passkey>

export const maxPasskeys = 20

const prefix = 'passkey#'
/** As browsers write it; the longest that one may have is 1,023 bytes, and a key of DynamoDB holds 1,024 in all. */
export const CredentialId = z.string().regex(/^[\w-]{16,1000}$/)
export const handleOfPasskey = (credentialId: string) => `${prefix}${credentialId}`
export const isPasskey = (handle: string) => handle.startsWith(prefix)
export const credentialIdOf = ({ handle }: Pick<Passkey, 'handle'>) => handle.slice(prefix.length)

/** What its owner calls it. */
export const PasskeyName = z.string().trim().max(60, 'Use 60 characters at most.')
