import type { Metadata } from 'next'
import Link from 'next/link'
import { Suspense } from 'react'
import { aside, readAccount, readSignInDraft } from '@/app/_server/queries'
import { AccountForm } from '@/components/account/account-form'
import { FormPage, FormSkeleton, OtherWay, SignedInAlready } from '@/components/account/account-pages'
import { PasskeySignIn } from '@/components/account/passkey-sign-in'
import { resetAddress, signUpAddress } from '@/lib/address'
import { beginPasskeySignIn, finishPasskeySignIn, signIn } from './actions'

export const metadata: Metadata = { title: 'Sign in', robots: { index: false } }

export default function SignInPage({ searchParams }: PageProps<'/sign-in'>) {
  return (
    <FormPage heading="Sign in">
      <Suspense fallback={<FormSkeleton />}>
        <SignIn asked={searchParams} />
      </Suspense>
    </FormPage>
  )
}

const fields = [
  { name: 'email', autoComplete: 'username' },
  { name: 'password', autoComplete: 'current-password' },
] as const

async function SignIn({ asked }: { asked: PageProps<'/sign-in'>['searchParams'] }) {
  const [account, draft, { back }] = await Promise.all([aside(readAccount()), readSignInDraft(), asked])
  return (
    <>
      {account && (
        <SignedInAlready email={account.email} again={account.role === 'operator' && back !== undefined} />
      )}
      <div className="panel grid gap-5 p-6 sm:p-8">
        <PasskeySignIn begin={beginPasskeySignIn} finish={finishPasskeySignIn} />
        <AccountForm action={signIn} fields={fields} button="Sign in" draft={draft} />
      </div>
      <OtherWay question="Forgotten your password?">
        <Link
          href={resetAddress()}
          prefetch={false}
          className="text-link min-h-11 font-medium text-ink underline"
        >
          Choose another
        </Link>
      </OtherWay>
      <OtherWay question="New here?">
        <Link href={signUpAddress} className="text-link min-h-11 font-medium text-ink underline">
          Create an account
        </Link>
      </OtherWay>
    </>
  )
}
