import type { Metadata } from 'next'
import Link from 'next/link'
import { Suspense } from 'react'
import { readAccountDraft, readFormats, readPasskeys, readSessions } from '@/app/_server/queries'
import { AccountForm } from '@/components/account/account-form'
import { NotSignedIn } from '@/components/account/account-pages'
import { Passkeys } from '@/components/account/passkeys'
import { SessionList } from '@/components/account/session-list'
import { SignOut } from '@/components/account/sign-out'
import { Formats, Moment } from '@/components/ui/formats'
import { OrdersSkeleton } from '@/components/ui/skeletons'
import { deleteAccountAddress, ordersAddress } from '@/lib/address'
import { consoleAddress } from '@/lib/console-address'
import {
  addPasskey,
  beginPasskey,
  changePassword,
  endEverySession,
  endSession,
  makeRecoveryCodes,
  removePasskey,
} from './actions'

export const metadata: Metadata = { title: 'Your account', robots: { index: false } }

export default function AccountPage() {
  return (
    <div className="mx-auto max-w-3xl">
      <h1 className="py-8 text-title md:py-12">Your account</h1>
      <Suspense fallback={<OrdersSkeleton />}>
        <CurrentAccount />
      </Suspense>
    </div>
  )
}

const fields = [
  { name: 'current', autoComplete: 'current-password' },
  { name: 'password', label: 'New password', autoComplete: 'new-password', hint: '8 characters or more.' },
] as const

const confirming = [{ name: 'current', label: 'Your password', autoComplete: 'current-password' }] as const

const codesWords = (left: number) =>
  left === 0 ? 'You have none.' : `You have ${left === 1 ? 'one' : left} left.`

async function CurrentAccount() {
  const [account, passkeys, draft, formats] = await Promise.all([
    readSessions(),
    readPasskeys(),
    readAccountDraft(),
    readFormats(),
  ])
  if (!account) return <NotSignedIn />
  return (
    <Formats {...formats}>
      <div className="grid gap-6">
        <section aria-labelledby="who" className="panel grid gap-4 p-6 sm:p-8">
          <h2 id="who" className="panel-title wrap-anywhere">
            {account.email}
          </h2>
          <p className="text-soft">
            {account.role === 'operator' ? 'Operator since ' : 'Your account since '}
            <Moment iso={account.createdAt} as="day" />
          </p>
          <div className="flex flex-wrap items-start gap-3">
            <Link href={ordersAddress()} prefetch={false} className="button button-quiet">
              My orders
            </Link>
            {account.role === 'operator' && (
              <Link href={consoleAddress()} prefetch={false} className="button button-quiet">
                Console
              </Link>
            )}
            <SignOut action={endSession} button="Sign out" />
          </div>
        </section>
        <section aria-labelledby="devices" className="panel grid gap-4 p-6 sm:p-8">
          <h2 id="devices" className="panel-title">
            Where you are signed in
          </h2>
          <SessionList sessions={account.sessions} end={endSession} />
          <SignOut action={endEverySession} button="Sign out everywhere" />
        </section>
        <section aria-labelledby="passkeys" className="panel grid gap-4 p-6 sm:p-8">
          <h2 id="passkeys" className="panel-title">
            Passkeys
          </h2>
          <p className="text-soft">
            Sign in with your face, your finger or the PIN of a device, without a password.
          </p>
          <Passkeys passkeys={passkeys} begin={beginPasskey} add={addPasskey} remove={removePasskey} />
        </section>
        <section aria-labelledby="password-heading" className="panel grid gap-5 p-6 sm:p-8">
          <h2 id="password-heading" className="panel-title">
            Change password
          </h2>
          <AccountForm action={changePassword} fields={fields} button="Change password" draft={draft} />
        </section>
        <section aria-labelledby="codes-heading" className="panel grid gap-5 p-6 sm:p-8">
          <h2 id="codes-heading" className="panel-title">
            Recovery codes
          </h2>
          <p className="text-soft">
            {codesWords(account.codesLeft)} Each lets you choose a new password once, should you forget yours.
            They are shown only when they are made; keep them where nobody else looks. New ones replace all
            others.
          </p>
          <AccountForm
            action={makeRecoveryCodes}
            fields={confirming}
            button="Make ten new codes"
            draft={undefined}
          />
        </section>
        <Link href={deleteAccountAddress} prefetch={false} className="button button-plain justify-self-start">
          Delete your account
        </Link>
      </div>
    </Formats>
  )
}
