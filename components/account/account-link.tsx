import Link from 'next/link'
import { accountAddress, signInAddress } from '@/lib/address'

type Props = {
  /** Undefined for who is not signed in, null as long as that is not known. */
  email: string | null | undefined
}

/** As wide whatever it says. No shell of it is fetched ahead: it is seldom wanted, and on every page. */
export function AccountLink({ email }: Props) {
  const words = email === null ? 'Account' : (email?.split('@')[0] ?? 'Sign in')
  return (
    <Link
      href={email === undefined ? signInAddress : accountAddress}
      prefetch={false}
      aria-label={email ? `Account of ${email}` : undefined}
      className="button w-26 gap-1 px-1.5 hover:bg-sunken max-[23rem]:w-11 md:w-36 md:justify-start md:px-3"
    >
      <span aria-hidden className="sign sign-person size-5" />
      <span className="min-w-0 truncate max-[23rem]:sr-only">{words}</span>
    </Link>
  )
}
