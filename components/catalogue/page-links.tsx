import Link from 'next/link'
import { catalogueAddress } from '@/lib/address'
import type { Filter } from '@/lib/product/filter'

/** The first page, the last and those around `page`; `undefined` stands for the ones in between. */
export function pagesAround(page: number, pages: number): (number | undefined)[] {
  const shown = [1, page - 1, page, page + 1, pages].filter((each) => each >= 1 && each <= pages)
  return [...new Set(shown)].flatMap((each, index, all) =>
    each - (all[index - 1] ?? 0) > 1 ? [undefined, each] : [each],
  )
}

type Props = { filter: Filter; page: number; pages: number }

/** Numbers, then the steps: in this order on every screen, in one row or in two. */
export function PageLinks({ filter, page, pages }: Props) {
  if (pages === 1) return null
  const to = (other: number) => catalogueAddress({ ...filter, page: other })
  return (
    <nav aria-label="Pages" className="page-links">
      <ul>
        {pagesAround(page, pages).map((each, index) =>
          each === undefined ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: a gap has nothing but its place
            <li key={`gap-${index}`} aria-hidden="true" className="page-gap">
              …
            </li>
          ) : (
            <li key={each}>
              <Link
                href={to(each)}
                prefetch={false}
                aria-label={`Page ${each}`}
                aria-current={each === page ? 'page' : undefined}
                className="page-link"
              >
                {each}
              </Link>
            </li>
          ),
        )}
      </ul>
      <div className="ml-auto flex gap-3">
        {page > 1 && (
          <Link href={to(page - 1)} prefetch={false} className="button button-quiet">
            Back
          </Link>
        )}
        {page < pages && (
          <Link href={to(page + 1)} prefetch={false} className="button button-strong px-7">
            More things
          </Link>
        )}
      </div>
    </nav>
  )
}
