import type { Metadata } from 'next'
import Link from 'next/link'
import { Suspense } from 'react'
import { aside, readAccount, readSignUpDraft } from '@/app/_server/queries'
import { AccountForm } from '@/components/account/account-form'
import { FormPage, FormSkeleton, OtherWay, SignedInAlready } from '@/components/account/account-pages'
import { signInAddress } from '@/lib/address'
import { signUp } from './actions'

export const metadata: Metadata = { title: 'Create an account', robots: { index: false } }

export default function SignUpPage() {
  return (
    <FormPage heading="Create an account">
      <p className="-mt-2 text-lg text-soft">
        Your cart and your orders come with you, and are there on every device that you sign in on.
      </p>
      <Suspense fallback={<FormSkeleton />}>
        <SignUp />
      </Suspense>
    </FormPage>
  )
}

const fields = [
  { name: 'email', autoComplete: 'username' },
  {
    name: 'password',
    autoComplete: 'new-password',
    hint: '8 characters or more. A few words are easy to remember and hard to guess.',
  },
] as const

async function SignUp() {
  const [account, draft] = await Promise.all([aside(readAccount()), readSignUpDraft()])
  return (
    <>
      {account && <SignedInAlready email={account.email} />}
      <div className="panel grid gap-5 p-6 sm:p-8">
        <AccountForm
          action={signUp}
          fields={fields}
          button="Create account"
          draft={draft?.form ? undefined : draft}
        />
      </div>
      <OtherWay question="You have one already?">
        <Link href={signInAddress} className="text-link min-h-11 font-medium text-ink underline">
          Sign in
        </Link>
      </OtherWay>
    </>
  )
}
