import Link from 'next/link'

/** Numbered from 1; nothing where all is on one page. */
type Props = { page: number; hasMore: boolean; addressOf: (page: number) => string }

/** To the page before and the next one. */
export const Pager = ({ page, hasMore, addressOf }: Props) =>
  (page > 1 || hasMore) && (
    <nav aria-label="Pages" className="flex gap-3">
      {page > 1 && (
        <Link href={addressOf(page - 1)} className="button button-quiet">
          Before
        </Link>
      )}
      {hasMore && (
        <Link href={addressOf(page + 1)} className="button button-quiet">
          More
        </Link>
      )}
    </nav>
  )
