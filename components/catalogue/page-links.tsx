import Link from 'next/link'
import { catalogueAddress } from '@/lib/address'
import type { Filter } from '@/lib/product/filter'

type Props = { filter: Filter; page: number; pages: number }

export function PageLinks({ filter, page, pages }: Props) {
  if (pages === 1) return null
  return (
    <nav aria-label="Pages" className="flex flex-wrap items-center justify-between gap-4 pt-10">
      {page > 1 ? (
        <Link
          href={catalogueAddress({ ...filter, page: page - 1 })}
          prefetch={false}
          className="button button-quiet"
        >
          Back
        </Link>
      ) : (
        <span className="w-20" />
      )}
      <p className="text-soft">
        Page {page} of {pages}
      </p>
      {page < pages ? (
        <Link
          href={catalogueAddress({ ...filter, page: page + 1 })}
          prefetch={false}
          className="button button-strong px-7"
        >
          More things
        </Link>
      ) : (
        <span className="w-20" />
      )}
    </nav>
  )
}
