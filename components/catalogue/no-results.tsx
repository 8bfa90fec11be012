import Link from 'next/link'
import { catalogueAddress } from '@/lib/address'
import type { Filter } from '@/lib/product/filter'
import { EmptyState } from '../ui/empty-state'
import { resultCount } from './results-heading'

type Props = { filter: Filter; elsewhere: number }

/** Says what was looked for and every way on from there. */
export function NoResults({ filter: { q, category, sort }, elsewhere }: Props) {
  const heading = q ? 'We looked on every shelf' : `No shelf is called “${category}”`
  return (
    <EmptyState
      category="Desk"
      image="/products/backyard-telescope.webp"
      heading={elsewhere > 0 ? `Not on this shelf` : heading}
      fallen
      actions={
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
      }
    >
      {elsewhere > 0
        ? `${category} has nothing called “${q}”, but the shop does.`
        : 'Try another word, a shorter one, or a category above.'}
    </EmptyState>
  )
}
