import type { Metadata } from 'next'
import Link from 'next/link'
import { type ComponentProps, Suspense } from 'react'
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
        <WaysBack />
      </Suspense>
    </FormPage>
  )
}

const mailFields = [{ name: 'email', label: 'Your e-mail address', autoComplete: 'username' }] as const
const codeFields = [
  { name: 'email', autoComplete: 'username' },
  { name: 'code', hint: 'One of the ten that your account page gave you.', autoComplete: 'off' },
  { name: 'password', label: 'New password', autoComplete: 'new-password', hint: '8 characters or more.' },
] as const

async function WaysBack() {
  const [mails, draft] = await Promise.all([readMailing(), readResetDraft()])
  return (
    <>
      {mails && (
        <Way
          form="mail"
          heading="By mail"
          words="We mail you a link by which you choose another one."
          action={askForResetMail}
          fields={mailFields}
          button="Mail me a link"
          draft={draft}
        />
      )}
      <Way
        form="code"
        heading="By a recovery code"
        words="Choose another one here and now."
        action={resetByCode}
        fields={codeFields}
        button="Change password"
        draft={draft}
      />
      <OtherWay question={mails ? 'Neither will do?' : 'No code left?'}>
        <Link href={contactAddress} className="text-link min-h-11 font-medium text-ink underline">
          Ask the shop for a link
        </Link>
      </OtherWay>
    </>
  )
}

type FormProps = Omit<ComponentProps<typeof AccountForm>, 'draft' | 'hidden'>
type WayProps = FormProps & {
  form: string
  heading: string
  words: string
  /** Of whichever form was refused: its address stands in both, its faults where they were made. */
  draft: Awaited<ReturnType<typeof readResetDraft>>
}

/** Both ask for an address: what each is of its heading says, to a screen reader too. */
const Way = ({ form, heading, words, draft, ...rest }: WayProps) => (
  <section aria-labelledby={`by-${form}`} className="panel grid gap-5 p-6 sm:p-8">
    <div className="grid gap-2">
      <h2 id={`by-${form}`} className="panel-title">
        {heading}
      </h2>
      <p className="text-soft">{words} Every device is signed out.</p>
    </div>
    <AccountForm
      {...rest}
      draft={draft && { email: draft.email, errors: draft.form === form ? draft.errors : {} }}
      hidden={{ form }}
    />
  </section>
)
