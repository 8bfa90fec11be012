import 'server-only'
import { headers } from 'next/headers'
import type { Account } from '@/lib/account/account'
import { SignInForm } from '@/lib/account/credentials'
import { endSession } from '@/lib/account/session'
import * as accounts from '@/lib/account/sign-in'
import { accountAddress } from '@/lib/address'
import { backOf } from '@/lib/console-address'
import { accountDrafts, accountErrors, lookAtMarked, refusedForm } from './account-form'
import { leadTo } from './lead-to'
import { overloaded } from './notice'
import { currentShopper, readDevice, setClaim } from './session'

/** Signs in whoever the form names, and leads to the account. It never says which of the two was wrong. */
export async function signIn(form: FormData) {
  const refuse = (message: string, errors = {}) => refusedForm(form, accountDrafts.signIn, message, errors)
  const wish = SignInForm.safeParse(Object.fromEntries(form))
  if (!wish.success) return refuse(lookAtMarked, accountErrors(wish.error))
  const before = await currentShopper()
  const guest = before && !before.account ? before.userName : undefined
  const signedIn = await accounts.signIn({ ...wish.data, guest, agent: await readDevice() })
  if (!signedIn.ok)
    return signedIn.reason === 'busy' ? overloaded : refuse('E-mail address or password is wrong.')
  if (before?.sid) await endSession(before.userName, before.sid)
  await accountDrafts.signIn.forget()
  return enter(signedIn, signedIn.message)
}

type Entered = { userName: string; sid: string; role?: Account['role'] }

/** From here on this browser is signed in, and sees its account; an operator who had to sign in again goes on with that. */
export async function enter({ userName, sid, role }: Entered, message?: string): Promise<never> {
  await setClaim({ userName, sid, role })
  const back = role === 'operator' ? backOf((await headers()).get('swoon-address') ?? '') : undefined
  return leadTo(back ?? accountAddress, message ? { ok: true, message } : undefined)
}
