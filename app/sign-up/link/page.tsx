import type { Metadata } from 'next'
import Link from 'next/link'
import { Suspense } from 'react'
import * as z from 'zod'
import { aside, readAccount, readAskedSignUp, readSignUpDraft } from '@/app/_server/queries'
import { AccountForm } from '@/components/account/account-form'
import { FormPage, FormSkeleton, LinkIsOver, SignedInAlready } from '@/components/account/account-pages'
import { signInAddress, signUpAddress } from '@/lib/address'
import { GivenToken } from '@/lib/token/token'
import { confirmSignUp } from '../actions'

export const metadata: Metadata = { title: 'Finish signing up', robots: { index: false } }

type Props = Pick<PageProps<'/sign-up/link'>, 'searchParams'>

/** To look at it changes nothing: scanners of mail follow links. */
export default function SignUpLinkPage({ searchParams }: Props) {
  return (
    <FormPage heading="Finish signing up">
      <Suspense fallback={<FormSkeleton />}>
        <ConfirmSignUp searchParams={searchParams} />
      </Suspense>
    </FormPage>
  )
}

const Query = z.object({ token: GivenToken })
const fields = [
  { name: 'password', label: 'The password you chose', autoComplete: 'current-password' },
] as const
const formName = 'link'

async function ConfirmSignUp({ searchParams }: Props) {
  const { token } = Query.parse(await searchParams)
  const [asked, draft, account] = await Promise.all([
    readAskedSignUp(token),
    readSignUpDraft(),
    aside(readAccount()),
  ])
  return (
    <>
      {account && <SignedInAlready email={account.email} />}
      {asked ? (
        <div className="panel grid gap-5 p-6 sm:p-8">
          <h2 className="panel-title wrap-anywhere">{asked.email}</h2>
          {asked.isHere ? <AskedHere isSignedIn={Boolean(account)} /> : <AskedElsewhere />}
          <AccountForm
            action={confirmSignUp}
            fields={asked.isHere ? [] : fields}
            button="Create my account"
            draft={draft?.form === formName ? draft : undefined}
            hidden={{ token, form: formName }}
          />
        </div>
      ) : (
        <LinkIsOver>
          <Link href={signInAddress} className="button button-strong">
            Sign in
          </Link>
          <Link href={signUpAddress} className="button button-quiet">
            Ask for another
          </Link>
        </LinkIsOver>
      )}
    </>
  )
}

const AskedHere = ({ isSignedIn }: { isSignedIn: boolean }) => (
  <p className="text-soft">
    {isSignedIn
      ? 'Another account is made for this address, and you are signed in to it instead.'
      : 'An account is made for this address. Your cart and your orders come with you.'}
  </p>
)

const AskedElsewhere = () => (
  <div className="grid gap-3 text-soft">
    <p>An account for this address was asked for in another browser.</p>
    <p>
      If that was you, enter the password you chose there. What is in the cart there joins yours once you sign
      in there.
    </p>
    <p>If it was not, close this page: nothing is made.</p>
  </div>
)
