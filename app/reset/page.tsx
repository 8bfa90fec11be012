import type { Metadata } from 'next'
import Link from 'next/link'
import { Suspense } from 'react'
import { readMailing, readResetDraft } from '@/app/_server/queries'
import { AccountForm } from '@/components/account/account-form'
import { FormPage, FormSkeleton, OtherWay } from '@/components/account/account-pages'
import { contactAddress } from '@/lib/address'
import { askForResetMail, resetByCode } from './actions'

export const metadata: Metadata = { title: 'Forgotten password', robots: { index: false } }

export default function ResetPage() {
  return (
    <FormPage heading="Forgotten your password?">
      <Suspense fallback={<FormSkeleton />}>
        <ResetByMail />
        <ResetByCode />
      </Suspense>
      <OtherWay question="No code left?">
        <Link href={contactAddress} className="text-link min-h-11 font-medium text-ink underline">
          Ask the shop for a link
        </Link>
      </OtherWay>
    </FormPage>
  )
}

const fields = [
  { name: 'email', autoComplete: 'username' },
  { name: 'code', hint: 'One of the ten that your account page gave you.', autoComplete: 'off' },
  { name: 'password', label: 'New password', autoComplete: 'new-password', hint: '8 characters or more.' },
] as const

/** Where the shop sends mail. */
async function ResetByMail() {
  const [mails, draft] = await Promise.all([readMailing(), readResetDraft()])
  if (!mails) return null
  return (
    <div className="panel grid gap-5 p-6 sm:p-8">
      <p className="text-soft">We mail you a link by which you can choose another one.</p>
      <AccountForm
        action={askForResetMail}
        fields={[{ name: 'email', autoComplete: 'username' }]}
        button="Mail me a link"
        draft={draft && { email: draft.email, errors: {} }}
      />
    </div>
  )
}

async function ResetByCode() {
  const draft = await readResetDraft()
  return (
    <div className="panel grid gap-5 p-6 sm:p-8">
      <p className="text-soft">A recovery code lets you choose another one. Every device is signed out.</p>
      <AccountForm action={resetByCode} fields={fields} button="Change password" draft={draft} />
    </div>
  )
}
