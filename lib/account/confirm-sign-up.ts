import * as z from 'zod'
import { UserName } from '../ids'
import type { AskedSignUp } from './mail-sign-up'
import { isPassword } from './password-hash'
import type { Claim } from './session'
import { makeAccount } from './sign-up'
import { lookAtToken, usingToken } from './tokens'

const Asked = z.object({ userName: UserName, email: z.string(), passwordHash: z.string() })

/** What was asked for that a mailed link finishes, which looking at it does not; undefined where it was used or is too old. */
export async function findAskedSignUp(token: string): Promise<AskedSignUp | undefined> {
  const { userName, data } = (await lookAtToken('verify', token)) ?? {}
  return Asked.safeParse({ userName, ...data }).data
}

/** Whether it was asked for in the browser of this shopper. */
export const isAsker = (shopper: Claim | undefined, { userName }: AskedSignUp) =>
  shopper?.userName === userName

type Confirmation = {
  token: string
  /** Who has opened the link. */
  shopper: Claim | undefined
  /** Needed of all but who asked. */
  password: string
  /** What the device is called. */
  agent: string
}
export type Confirmed =
  | { ok: true; userName: string; sid: string }
  | { ok: false; reason: 'over' | 'wrong' | 'taken' | 'busy' }

/**
 * Makes the account that a mailed link is for, of the guest who opens it: never of another, who may have been led to ask. In
 * another browser than the one that asked it takes the password too, or somebody could have an account made for an address
 * of another's and know its password. The link is used up in the same transaction.
 */
export async function confirmSignUp({ token, shopper, password, agent }: Confirmation): Promise<Confirmed> {
  const asked = await findAskedSignUp(token)
  if (!asked) return { ok: false, reason: 'over' }
  const mayEnter = isAsker(shopper, asked) || (await isPassword(password, asked.passwordHash))
  if (!mayEnter) return { ok: false, reason: mayEnter === undefined ? 'busy' : 'wrong' }
  const guest = shopper?.sid === undefined ? shopper?.userName : undefined
  return makeAccount({ ...asked, guest, agent }, [usingToken('verify', token)])
}
