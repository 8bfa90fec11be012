import type { Filter } from '@/lib/product/filter'

type Props = { filter: Filter; total: number }

const frame = 'grid pt-3 pb-4 md:pt-6 md:pb-6'

export function ResultsHeading({ filter: { q, category }, total }: Props) {
  const title = q ? `“${q}”` : category || 'Everything'
  return (
    <div className={frame}>
      <h1 className="truncate pb-1 text-title">{q && category ? `${title} in ${category}` : title}</h1>
      <p className="text-soft">{resultCount(total)}</p>
    </div>
  )
}

/** Holds its place until the results are there. */
export function ResultsHeadingSkeleton() {
  return (
    <div aria-hidden="true" className={`${frame} not-finding:hidden`}>
      <p className="pb-1 text-title">&nbsp;</p>
      <p>&nbsp;</p>
    </div>
  )
}

export const resultCount = (total: number) => {
  if (total === 0) return 'Nothing found'
  return total === 1 ? '1 thing' : `${total} things`
}
