import type { Filter } from '@/lib/product/filter'
import { isNarrowed } from '@/lib/product/filter'

export type Results = {
  total: number
  /** Of many things, whether each is in stock is only known of those that were shown. */
  isExact: boolean
  /** At any price, sold out or not. */
  unfiltered: number
  page: number
  corrected?: string | undefined
}

const things = (total: number) => (total === 1 ? '1 thing' : `${total} things`)

function countOf(filter: Filter, { total, isExact, unfiltered, page, corrected }: Results): string {
  const count = total === 0 ? 'Nothing found' : `${isExact ? '' : 'Up to '}${things(total)}`
  if (total > 0 && filter.page > page) return `${count}. No page ${filter.page}: this is the last.`
  if (corrected) return `${count} instead of “${filter.q}”`
  return isNarrowed(filter) && unfiltered > total ? `${count}, ${unfiltered} without filters` : count
}

const frame = 'grid pb-4 md:pb-6'

type Props = { filter: Filter; results: Results }

/** As high with the words that were searched instead as without. */
export function ResultsHeading({ filter, results }: Props) {
  const { q, category } = filter
  const { corrected } = results
  const words = corrected ?? q
  const title = words ? `“${words}”` : category || 'Everything'
  return (
    <div className={`${frame} ${corrected ? '' : 'pt-6'}`}>
      <h1 className="truncate pb-1 text-title">
        {corrected && <span className="results-for">Showing results for </span>}
        {words && category ? `${title} in ${category}` : title}
      </h1>
      <p className="truncate text-soft">{countOf(filter, results)}</p>
    </div>
  )
}

export const ResultsHeadingSkeleton = () => (
  <div aria-hidden="true" className={`${frame} not-finding:hidden pt-6`}>
    <p className="pb-1 text-title">&nbsp;</p>
    <p>&nbsp;</p>
  </div>
)
