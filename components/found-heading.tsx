import type { Filter } from '@/lib/product/filter'

type Props = { filter: Filter; total: number }

export function FoundHeading({ filter: { q, category }, total }: Props) {
  const title = q ? `“${q}”` : category || 'Everything'
  const where = q && category ? ` in ${category}` : ''
  return (
    <div className={frame}>
      <h1 className="wrap-anywhere text-title">
        {title}
        {where}
      </h1>
      <p className="text-soft">{countOf(total)}</p>
    </div>
  )
}

const frame = 'flex flex-wrap items-baseline gap-x-4 gap-y-1 pt-4 pb-5 md:pt-8 md:pb-7'

export function FoundHeadingSkeleton() {
  return (
    <div aria-hidden="true" className={`${frame} not-finding:hidden`}>
      <p className="bone w-64 text-title">&nbsp;</p>
    </div>
  )
}

export const countOf = (total: number) => {
  if (total === 0) return 'Nothing found'
  return total === 1 ? '1 thing' : `${total} things`
}
