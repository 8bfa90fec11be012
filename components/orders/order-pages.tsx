import Link from 'next/link'
import { ordersAddress } from '@/lib/address'

/** Plain links, so that every page of orders can be reached without a script and gone back to. */
export function OrderPages({ older, newest }: { older: string | undefined; newest: boolean }) {
  if (!older && !newest) return null
  return (
    <nav aria-label="Pages of orders" className="flex flex-wrap justify-between gap-3 pt-8">
      {newest && (
        <Link href={ordersAddress()} className="button button-quiet">
          <span aria-hidden className="sign sign-back" /> Newest orders
        </Link>
      )}
      {older && (
        <Link href={ordersAddress({ before: older })} className="button button-quiet ml-auto">
          Older orders <span aria-hidden className="sign sign-on" />
        </Link>
      )}
    </nav>
  )
}
