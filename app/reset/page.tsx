import type { Metadata } from 'next'
import Link from 'next/link'
import { Suspense } from 'react'
import { readResetDraft } from '@/app/_server/queries'
import { AccountForm } from '@/components/account/account-form'
import { FormPage, FormSkeleton, OtherWay } from '@/components/account/account-pages'
import { contactAddress } from '@/lib/address'
import { resetByCode } from './actions'

export const metadata: Metadata = { title: 'Forgotten password', robots: { index: false } }

export default function ResetPage() {
  return (
    <FormPage heading="Forgotten your password?">
      <Suspense fallback={<FormSkeleton />}>
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

async function ResetByCode() {
  const draft = await readResetDraft()
  return (
    <div className="panel grid gap-5 p-6 sm:p-8">
      <p className="text-soft">A recovery code lets you choose another one. Every device is signed out.</p>
      <AccountForm action={resetByCode} fields={fields} button="Change password" draft={draft} />
    </div>
  )
}
