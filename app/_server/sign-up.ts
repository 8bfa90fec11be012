import 'server-only'
import { after } from 'next/server'
import type * as z from 'zod'
import * as links from '@/lib/account/confirm-sign-up'
import { ConfirmSignUpForm, SignUpForm } from '@/lib/account/credentials'
import { handleOfEmail } from '@/lib/account/handle'
import { mailSignUp } from '@/lib/account/mail-sign-up'
import { hashPassword } from '@/lib/account/password-hash'
import { endSession } from '@/lib/account/session'
import * as accounts from '@/lib/account/sign-up'
import { newUserName } from '@/lib/account/user-name'
import { signInAddress } from '@/lib/address'
import { countRequest } from '@/lib/limit/count-request'
import { sendsMail } from '@/lib/mail/sender'
import { accountDrafts, accountErrors, lookAtMarked, refusedForm } from './account-form'
import { leadTo } from './lead-to'
import { logFault } from './logged'
import { overloaded, refused, waitFor } from './notice'
import { currentShopper, ensureUser, readClaim, readDevice } from './session'
import { enter } from './sign-in'
import { readSite } from './visitor'

type Wish = z.infer<typeof SignUpForm>

/** Makes an account of this request's guest, at once or, where the shop sends mail, by the link in one. */
export async function signUp(form: FormData) {
  const refuse = (errors = {}) => refusedForm(form, accountDrafts.signUp, lookAtMarked, errors)
  const wish = SignUpForm.safeParse(Object.fromEntries(form))
  if (!wish.success) return refuse(accountErrors(wish.error))
  if (sendsMail()) return askByMail(wish.data)
  // As it came: a guest that this form has made an account of a moment ago may send it again.
  const claim = await readClaim()
  const before = claim?.sid === undefined ? claim : undefined
  const userName = before?.userName ?? newUserName()
  const signedUp = await accounts.signUp({ ...wish.data, userName, agent: await readDevice() })
  if (!signedUp.ok) return signedUp.reason === 'busy' ? overloaded : refuse({ email: taken })
  await accountDrafts.signUp.forget()
  return enter(signedUp)
}

const taken = 'There is an account with this address already. Sign in to it instead.'

/** What is asked of the address comes after the answer, which tells nothing so. Mails to it are counted with those of resets. */
async function askByMail({ email, password }: Wish) {
  const retryAfter = await countRequest('reset', { account: handleOfEmail(email) })
  if (retryAfter) return waitFor(retryAfter)
  const passwordHash = await hashPassword(password)
  if (!passwordHash) return overloaded
  // The link is for this browser, which has to be known again by then.
  const asked = { email, passwordHash, userName: await ensureUser() }
  const site = await readSite()
  after(() => mailSignUp(asked, site).catch((error) => logFault('Sign-up not mailed', error)))
  await accountDrafts.signUp.forget()
  return { ok: true, message: `A mail is on its way to ${email}: open its link to finish.` }
}

/** Makes the account that a mailed link is for, and leads to it. */
export async function confirmSignUp(form: FormData) {
  const { token, password } = ConfirmSignUpForm.parse(Object.fromEntries(form))
  const before = await currentShopper()
  const confirmed = await links.confirmSignUp({ token, password, shopper: before, agent: await readDevice() })
  if (confirmed.ok) {
    if (before?.sid) await endSession(before.userName, before.sid)
    await accountDrafts.signUp.forget()
    return enter(confirmed)
  }
  switch (confirmed.reason) {
    case 'busy':
      return overloaded
    case 'over':
      return refused('This link has been used or is too old.')
    case 'wrong':
      return refusedForm(form, accountDrafts.signUp, lookAtMarked, { password: wrong(password) })
    case 'taken':
      return leadTo(signInAddress, refused(taken))
  }
}

const wrong = (password: string) =>
  password ? 'This is not the password that was chosen.' : 'Enter the password that was chosen.'
