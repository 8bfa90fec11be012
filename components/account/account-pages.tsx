import Link from 'next/link'
import type { ReactNode } from 'react'
import { accountAddress, signInAddress, signUpAddress } from '@/lib/address'
import { EmptyState } from '../ui/empty-state'

/** A page of one form. */
export const FormPage = ({ heading, children }: { heading: string; children: ReactNode }) => (
  <div className="mx-auto grid max-w-lg gap-6 pt-8 md:gap-8 md:pt-12">
    <h1 className="text-title">{heading}</h1>
    {children}
  </div>
)

/** As high as the form of an address and a password. */
export const FormSkeleton = () => <div aria-hidden="true" className="panel bone h-96" />

type SignedIn = {
  email: string
  /** What was asked for is for who has signed in just now. */
  again?: boolean
}

export const SignedInAlready = ({ email, again = false }: SignedIn) => (
  <p className="wash flex flex-wrap items-center gap-x-4 bg-sunken wrap-anywhere">
    {again
      ? `Sign in again, ${email}: what you asked for is dangerous, so it takes a sign-in of the last 15 minutes. It goes on where you were.`
      : `You are signed in as ${email}.`}
    <Link href={accountAddress} className="text-link min-h-11 font-medium underline">
      Your account
    </Link>
  </p>
)

export const OtherWay = ({ question, children }: { question: string; children: ReactNode }) => (
  <p className="flex flex-wrap items-center gap-x-2 text-soft">
    {question} {children}
  </p>
)

/** What the link of a mail shows once it works no more; `children` lead on. */
export const LinkIsOver = ({ children }: { children: ReactNode }) => (
  <div className="panel grid justify-items-start gap-5 p-6 sm:p-8">
    <p>This link has been used, is more than an hour old, or was not copied whole.</p>
    <div className="flex flex-wrap gap-3">{children}</div>
  </div>
)

export const NotSignedIn = () => (
  <EmptyState
    category="Wear"
    image="/products/weekender-backpack.webp"
    heading="You are not signed in"
    actions={
      <>
        <Link href={signInAddress} className="button button-strong">
          Sign in
        </Link>
        <Link href={signUpAddress} className="button button-quiet">
          Create an account
        </Link>
      </>
    }
  >
    With an account your cart and your orders are there on every device.
  </EmptyState>
)
