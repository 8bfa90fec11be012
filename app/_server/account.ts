import 'server-only'
import { SessionId } from '@/lib/account/account'
import { changePassword as change } from '@/lib/account/change-password'
import { ChangePasswordForm, ConfirmForm, DeleteAccountForm } from '@/lib/account/credentials'
import { deleteAccount as remove } from '@/lib/account/delete-account'
import { makeRecoveryCodes as makeCodes } from '@/lib/account/recovery-codes'
import { endSession as end, endAllSessions } from '@/lib/account/session'
import { signInAddress } from '@/lib/address'
import { accountDrafts, accountErrors, lookAtMarked, refusedForm } from './account-form'
import { leadTo } from './lead-to'
import { type Notice, overloaded, refused } from './notice'
import { currentShopper, dropClaim, readDevice, setClaim } from './session'

const notYours = 'This is not your password.'
const notSignedIn = refused('You are not signed in any more. Sign in and try again.')

/** Another password, known to whoever knows the one of now. All other devices are signed out. */
export async function changePassword(form: FormData) {
  const refuse = (message: string, errors = {}) => refusedForm(form, accountDrafts.account, message, errors)
  const { account } = (await currentShopper()) ?? {}
  if (!account) return notSignedIn
  const wish = ChangePasswordForm.safeParse(Object.fromEntries(form))
  if (!wish.success) return refuse(lookAtMarked, accountErrors(wish.error))
  const changed = await change(account, { ...wish.data, agent: await readDevice() })
  if (!changed.ok && changed.reason === 'busy') return overloaded
  if (!changed.ok) return refuse(lookAtMarked, { current: notYours })
  await accountDrafts.account.forget()
  await setClaim({ userName: account.userName, sid: changed.sid, role: account.role })
  return { ok: true, message: 'Your password is changed, and every other device is signed out.' }
}

/** Recovery codes in place of those before, for whoever knows the password. This answer alone holds them. */
export async function makeRecoveryCodes(form: FormData) {
  const { account } = (await currentShopper()) ?? {}
  if (!account) return notSignedIn
  const wish = ConfirmForm.safeParse(Object.fromEntries(form))
  if (!wish.success) return wrong(accountErrors(wish.error).current)
  const made = await makeCodes(account, wish.data.current)
  if (!made.ok) return made.reason === 'busy' ? overloaded : wrong(notYours)
  return { ok: true, message: `Keep these codes, each works once:\n${made.codes.join('\n')}` }
}

/** Without a draft: the page has another form that asks for the password. */
const wrong = (message = lookAtMarked) => ({ ...refused(message), errors: { current: message } })

/** Signs this browser out, or the device whose session the form names. */
export async function endSession(form: FormData) {
  const { account, sid } = (await currentShopper()) ?? {}
  if (!account) return notSignedIn
  const named = SessionId.safeParse(form.get('sid') ?? sid)
  if (!named.success) return refused('There is no such device.')
  await end(account.userName, named.data)
  if (named.data !== sid) return { ok: true, message: 'Signed out there.' }
  return leave('/')
}

/** Signs out every device of the account, this one too. */
export async function endEverySession() {
  const { account } = (await currentShopper()) ?? {}
  if (!account) return notSignedIn
  await endAllSessions(account.userName)
  return leave(signInAddress)
}

const lastOperator = 'You are the last operator: make somebody else one first.'

/** Deletes the account of this request, for whoever knows its password. */
export async function deleteAccount(form: FormData) {
  const refuse = (message: string, errors = {}) => refusedForm(form, accountDrafts.deletion, message, errors)
  const { account } = (await currentShopper()) ?? {}
  if (!account) return notSignedIn
  const wish = DeleteAccountForm.safeParse(Object.fromEntries(form))
  if (!wish.success) return refuse(lookAtMarked, accountErrors(wish.error))
  const deleted = await remove(account, wish.data.current)
  if (!deleted.ok && deleted.reason === 'wrong') return refuse(lookAtMarked, { current: notYours })
  if (!deleted.ok) return deleted.reason === 'busy' ? overloaded : refuse(lastOperator)
  await accountDrafts.deletion.forget()
  return leave('/', { ok: true, message: 'Your account is deleted.' })
}

async function leave(address: string, notice?: Notice): Promise<never> {
  await dropClaim()
  return leadTo(address, notice)
}
