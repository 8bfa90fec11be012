import type { Metadata } from 'next'
import Link from 'next/link'
import { Suspense } from 'react'
import * as z from 'zod'
import { readResetDraft, readResetToken } from '@/app/_server/queries'
import { AccountForm } from '@/components/account/account-form'
import { FormPage, FormSkeleton, LinkIsOver } from '@/components/account/account-pages'
import { resetAddress } from '@/lib/address'
import { GivenToken } from '@/lib/token/token'
import { resetByToken } from '../actions'

export const metadata: Metadata = { title: 'New password', robots: { index: false } }

type Props = Pick<PageProps<'/reset/link'>, 'searchParams'>

/** To look at it changes nothing: scanners of mail follow links. */
export default function ResetLinkPage({ searchParams }: Props) {
  return (
    <FormPage heading="Choose a new password">
      <Suspense fallback={<FormSkeleton />}>
        <ResetByToken searchParams={searchParams} />
      </Suspense>
    </FormPage>
  )
}

const Query = z.object({ token: GivenToken })
const fields = [
  { name: 'password', label: 'New password', autoComplete: 'new-password', hint: '8 characters or more.' },
] as const

async function ResetByToken({ searchParams }: Props) {
  const { token } = Query.parse(await searchParams)
  const [works, draft] = await Promise.all([readResetToken(token), readResetDraft()])
  if (!works)
    return (
      <LinkIsOver>
        <Link href={resetAddress()} className="button button-strong">
          Other ways to get in
        </Link>
      </LinkIsOver>
    )
  return (
    <div className="panel grid gap-5 p-6 sm:p-8">
      <p className="text-soft">Every device will be signed out, this one too.</p>
      <AccountForm
        action={resetByToken}
        fields={fields}
        button="Change password"
        draft={draft}
        hidden={{ token }}
      />
    </div>
  )
}
