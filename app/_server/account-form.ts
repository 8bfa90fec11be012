import 'server-only'
import * as z from 'zod'
import { type AccountErrors, type AccountField, accountFields } from '@/lib/account/account'
import {
  accountAddress,
  deleteAccountAddress,
  resetAddress,
  signInAddress,
  signUpAddress,
} from '@/lib/address'
import { draftsOf } from './draft'
import { refused } from './notice'

const Draft = z.object({
  email: z.string().optional(),
  /** Which one, where a page has several. */
  form: z.string().optional(),
  errors: z.partialRecord(z.enum(accountFields), z.string()).default({}),
})

/** What was typed into a form, passwords left out, and what is wrong with it. */
export const accountDrafts = {
  signIn: draftsOf(Draft, signInAddress),
  signUp: draftsOf(Draft, signUpAddress),
  account: draftsOf(Draft, accountAddress),
  deletion: draftsOf(Draft, deleteAccountAddress),
  reset: draftsOf(Draft, resetAddress()),
}
type Drafts = (typeof accountDrafts)[keyof typeof accountDrafts]

/** The first fault of each field. */
export function accountErrors({ issues }: z.ZodError): AccountErrors {
  const errors = issues.flatMap(({ path: [name], message }) => {
    const field = accountFields.find((one) => one === name)
    return field ? [[field, message] as [AccountField, string]] : []
  })
  return Object.fromEntries(errors.toReversed())
}

/** A refusal that its page can show beside the fields, also where no script has sent the form. */
export async function refusedForm(
  form: FormData,
  drafts: Drafts,
  message: string,
  errors: AccountErrors = {},
) {
  const email = form.get('email')?.toString()
  if (!form.has('scripted')) await drafts.keep({ email, form: form.get('form')?.toString(), errors })
  return { ...refused(message), errors }
}

export const lookAtMarked = 'Look at what is marked.'
