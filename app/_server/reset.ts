import 'server-only'
import { after } from 'next/server'
import { AskForResetForm, ResetByCodeForm, ResetByTokenForm } from '@/lib/account/credentials'
import { mailReset } from '@/lib/account/mail-reset'
import * as accounts from '@/lib/account/reset-password'
import { signInAddress } from '@/lib/address'
import { sendsMail } from '@/lib/mail/sender'
import { accountDrafts, accountErrors, lookAtMarked, refusedForm } from './account-form'
import { leadTo } from './lead-to'
import { logFault } from './logged'
import { overloaded, refused } from './notice'
import { readSite } from './visitor'

const linkSent =
  'If there is an account with this address, a mail with a link is on its way. The link is good for an hour.'

/** Mails a link to the account with this address. What is asked and sent comes after the answer, which tells nothing so. */
export async function askForResetMail(form: FormData) {
  if (!sendsMail()) return refused('This shop sends no mail. Use a recovery code, or ask it for a link.')
  const refuse = (errors = {}) => refusedForm(form, accountDrafts.reset, lookAtMarked, errors)
  const wish = AskForResetForm.safeParse(Object.fromEntries(form))
  if (!wish.success) return refuse(accountErrors(wish.error))
  const site = await readSite()
  after(() => mailReset(wish.data.email, site).catch((error) => logFault('Reset not mailed', error)))
  return { ok: true, message: linkSent }
}

/** Replaces the password of whoever has the token that the form brings from its page. */
export async function resetByToken(form: FormData) {
  const refuse = (message: string, errors = {}) => refusedForm(form, accountDrafts.reset, message, errors)
  const wish = ResetByTokenForm.safeParse(Object.fromEntries(form))
  if (!wish.success) return refuse(lookAtMarked, accountErrors(wish.error))
  const reset = await accounts.resetByToken(wish.data.token, wish.data.password)
  if (reset.ok) return leadToSignIn()
  return reset.reason === 'busy'
    ? overloaded
    : refuse('This link has been used or is too old. Ask for another.')
}

/** The same for whoever has a recovery code. It never says which of the two was wrong. */
export async function resetByCode(form: FormData) {
  const refuse = (message: string, errors = {}) => refusedForm(form, accountDrafts.reset, message, errors)
  const wish = ResetByCodeForm.safeParse(Object.fromEntries(form))
  if (!wish.success) return refuse(lookAtMarked, accountErrors(wish.error))
  const reset = await accounts.resetByCode(wish.data)
  if (reset.ok) return leadToSignIn()
  return reset.reason === 'busy' ? overloaded : refuse('E-mail address or recovery code is wrong.')
}

async function leadToSignIn(): Promise<never> {
  await accountDrafts.reset.forget()
  return leadTo(signInAddress, {
    ok: true,
    message: 'Your password is changed, and every device is signed out.',
  })
}
