import Link from 'next/link'

/** In the place of what is dangerous, where the last sign-in is too long ago. `address` leads to a new one, and back. */
export const SignInAgain = ({ address }: { address: string }) => (
  <p>
    <Link href={address} prefetch={false} className="button button-strong">
      Sign in again
    </Link>
    <span className="mt-2 block text-soft">
      This is dangerous, so it takes a sign-in of the last 15 minutes. You come back here.
    </span>
  </p>
)
