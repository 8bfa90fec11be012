import Link from 'next/link'
import { ordersAddress } from '@/lib/address'
import { EmptyState } from '../ui/empty-state'

type Props = {
  /** The date of the first order of this page, where there are newer ones. */
  newer: string | undefined
  /** The date of the last one, where there are older ones. */
  older: string | undefined
}

/** Where all orders are on one page there is nothing to turn. */
export function OrderPages({ newer, older }: Props) {
  if (!newer && !older) return null
  return (
    <nav
      aria-label="Pages of orders"
      className="grid grid-cols-2 items-center gap-3 pt-8 text-soft sm:grid-cols-[1fr_auto_1fr]"
    >
      {newer ? (
        <Link
          href={ordersAddress({ after: newer })}
          className="button button-quiet justify-self-start max-sm:px-3"
        >
          <span aria-hidden className="sign sign-back" /> Newer orders
        </Link>
      ) : (
        <span>No newer orders</span>
      )}
      {newer ? (
        <Link href={ordersAddress()} className="button button-plain max-sm:order-last max-sm:col-span-2">
          Newest orders
        </Link>
      ) : (
        <span className="max-sm:hidden" />
      )}
      {older ? (
        <Link
          href={ordersAddress({ before: older })}
          className="button button-quiet justify-self-end max-sm:px-3"
        >
          Older orders <span aria-hidden className="sign sign-on" />
        </Link>
      ) : (
        <span className="text-right">No older orders</span>
      )}
    </nav>
  )
}

/** For an address that somebody wrote, or whose orders were of another session. */
export const NoSuchPage = ({ older }: { older: boolean }) => (
  <EmptyState
    category="Play"
    image="/products/sky-kite.webp"
    heading={older ? 'No older orders' : 'No newer orders'}
    actions={
      <Link href={ordersAddress()} className="button button-strong">
        Newest orders
      </Link>
    }
  >
    All that you have ordered here is on your other pages.
  </EmptyState>
)
