import Link from 'next/link'
import { catalogueAddress } from '@/lib/address'
import type { Filter } from '@/lib/product/filter'
import { EmptyState } from '../ui/empty-state'

const resultCount = (total: number) => {
  if (total === 0) return 'Nothing found'
  return total === 1 ? '1 thing' : `${total} things`
}

const frame = 'grid pt-3 pb-4 md:pt-6 md:pb-6'

export function ResultsHeading({ filter: { q, category }, total }: { filter: Filter; total: number }) {
  const title = q ? `“${q}”` : category || 'Everything'
  return (
    <div className={frame}>
      <h1 className="truncate pb-1 text-title">{q && category ? `${title} in ${category}` : title}</h1>
      <p className="text-soft">{resultCount(total)}</p>
    </div>
  )
}

export const ResultsHeadingSkeleton = () => (
  <div aria-hidden="true" className={`${frame} not-finding:hidden`}>
    <p className="pb-1 text-title">&nbsp;</p>
    <p>&nbsp;</p>
  </div>
)

type NoResultsProps = { filter: Filter; elsewhere: number }

export function NoResults({ filter: { q, category, sort }, elsewhere }: NoResultsProps) {
  const nowhere = q ? 'We looked on every shelf' : `No shelf is called “${category}”`
  const heading = elsewhere > 0 ? 'Not on this shelf' : nowhere
  const ways = (
    <>
      {elsewhere > 0 && (
        <Link href={catalogueAddress({ q, sort })} prefetch={false} className="button button-strong">
          Show {resultCount(elsewhere)} in the whole shop
        </Link>
      )}
      <Link href="/" className="button button-quiet">
        Clear the search
      </Link>
    </>
  )
  const telescope = '/products/backyard-telescope.webp'
  return (
    <EmptyState category="Desk" image={telescope} heading={heading} fallen actions={ways}>
      {elsewhere > 0
        ? `${category} has nothing called “${q}”, but the shop does.`
        : 'Try another word, a shorter one, or a category above.'}
    </EmptyState>
  )
}

type PageLinksProps = { filter: Filter; page: number; pages: number }

/** The first and the last page keep the room of the link that they do not have. */
export function PageLinks({ filter, page, pages }: PageLinksProps) {
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
