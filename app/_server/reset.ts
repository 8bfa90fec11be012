import 'server-only'
import { refresh } from 'next/cache'
import { redirect } from 'next/navigation'
import { ResetByCodeForm, ResetByTokenForm } from '@/lib/account/credentials'
import * as accounts from '@/lib/account/reset-password'
import { signInAddress } from '@/lib/address'
import { accountDrafts, accountErrors, lookAtMarked, refusedForm, tooBusy } from './account-form'
import { keepNotice } from './notice'

/** Replaces the password of whoever has the token that the form brings from its page. */
export async function resetByToken(form: FormData) {
  const refuse = (message: string, errors = {}) => refusedForm(form, accountDrafts.reset, message, errors)
  const wish = ResetByTokenForm.safeParse(Object.fromEntries(form))
  if (!wish.success) return refuse(lookAtMarked, accountErrors(wish.error))
  const reset = await accounts.resetByToken(wish.data.token, wish.data.password)
  if (reset.ok) return leadToSignIn()
  return refuse(reset.reason === 'busy' ? tooBusy : 'This link has been used or is too old. Ask for another.')
}

/** The same for whoever has a recovery code. It never says which of the two was wrong. */
export async function resetByCode(form: FormData) {
  const refuse = (message: string, errors = {}) => refusedForm(form, accountDrafts.reset, message, errors)
  const wish = ResetByCodeForm.safeParse(Object.fromEntries(form))
  if (!wish.success) return refuse(lookAtMarked, accountErrors(wish.error))
  const reset = await accounts.resetByCode(wish.data)
  if (reset.ok) return leadToSignIn()
  return refuse(reset.reason === 'busy' ? tooBusy : 'E-mail address or recovery code is wrong.')
}

async function leadToSignIn(): Promise<never> {
  await accountDrafts.reset.forget()
  await keepNotice({ ok: true, message: 'Your password is changed, and every device is signed out.' })
  refresh()
  redirect(signInAddress)
}
