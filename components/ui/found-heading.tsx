import type { Filter } from '@/lib/product/filter'

type Props = { filter: Filter; total: number }

/** Always as high, whatever was asked for: nothing below it moves while words are typed. */
const frame = 'grid pt-3 pb-4 md:pt-6 md:pb-6'

export function FoundHeading({ filter: { q, category }, total }: Props) {
  const title = q ? `“${q}”` : category || 'Everything'
  return (
    <div className={frame}>
      <h1 className="truncate pb-1 text-title">{q && category ? `${title} in ${category}` : title}</h1>
      <p className="text-soft">{countOf(total)}</p>
    </div>
  )
}

/** Holds its place from the moment that something is asked for until it is found. */
export function FoundHeadingSkeleton() {
  return (
    <div aria-hidden="true" className={`${frame} not-finding:hidden`}>
      <p className="pb-1 text-title">&nbsp;</p>
      <p>&nbsp;</p>
    </div>
  )
}

export const countOf = (total: number) => {
  if (total === 0) return 'Nothing found'
  return total === 1 ? '1 thing' : `${total} things`
}
