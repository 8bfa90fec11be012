import type { Metadata } from 'next'
import Link from 'next/link'
import { Suspense } from 'react'
import { readAccount, readDeletionDraft } from '@/app/_server/queries'
import { AccountForm } from '@/components/account/account-form'
import { FormPage, FormSkeleton, NotSignedIn } from '@/components/account/account-pages'
import { accountAddress } from '@/lib/address'
import { deleteAccount } from '../actions'

export const metadata: Metadata = { title: 'Delete your account', robots: { index: false } }

export default function DeleteAccountPage() {
  return (
    <FormPage heading="Delete your account?">
      <Suspense fallback={<FormSkeleton />}>
        <DeleteAccount />
      </Suspense>
    </FormPage>
  )
}

const fields = [{ name: 'current', label: 'Your password', autoComplete: 'current-password' }] as const

async function DeleteAccount() {
  const [account, draft] = await Promise.all([readAccount(), readDeletionDraft()])
  if (!account) return <NotSignedIn />
  return (
    <div className="panel grid gap-5 p-6 sm:p-8">
      <p className="wrap-anywhere">
        {account.email} is forgotten with every way to sign in, on every device, and so is your cart. This
        cannot be undone.
      </p>
      <p className="text-soft">
        Orders that you have placed are kept for the shop’s books, under a name that is not yours. You will
        not see them any more.
      </p>
      <AccountForm action={deleteAccount} fields={fields} button="Delete my account" draft={draft}>
        <Link href={accountAddress} className="button button-quiet">
          Keep it
        </Link>
      </AccountForm>
    </div>
  )
}
