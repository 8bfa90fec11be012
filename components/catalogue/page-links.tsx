import Link from 'next/link'
import { catalogueAddress } from '@/lib/address'
import type { Filter } from '@/lib/product/filter'

type Props = { filter: Filter; page: number; pages: number }

/** The first and the last page keep the room of the link that they do not have. */
export function PageLinks({ filter, page, pages }: Props) {
  if (pages === 1) return null
  const to = (other: number) => catalogueAddress({ ...filter, page: other })
  return (
    <nav aria-label="Pages" className="flex flex-wrap items-center justify-between gap-4 pt-10">
      {page === 1 && <span className="w-20" />}
      {page > 1 && (
        <Link href={to(page - 1)} prefetch={false} className="button button-quiet">
          Back
        </Link>
      )}
      <p className="text-soft">
        Page {page} of {pages}
      </p>
      {page < pages && (
        <Link href={to(page + 1)} prefetch={false} className="button button-strong px-7">
          More things
        </Link>
      )}
      {page === pages && <span className="w-20" />}
    </nav>
  )
}
