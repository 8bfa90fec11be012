import Link from 'next/link'
import { catalogueAddress } from '@/lib/address'
import { formatMoney } from '@/lib/money-format'
import { type Filter, isNarrowed } from '@/lib/product/filter'

type Props = {
  filter: Filter
  /** What the address gives for a filter and is none. */
  unread: string[]
  locale: string
}

/** By what the results are narrowed down, each with the way to take it away. As high whatever stands in it. */
export function ChosenFilters({ filter, unread, locale }: Props) {
  const { q, category, sort, min, max, stock } = filter
  const without = (less: Partial<Filter>) => catalogueAddress({ ...filter, ...less, page: 1 })
  const chosen: [text: string, href: string][] = [
    ...(min ? [[`From ${formatMoney(min, locale)}`, without({ min: undefined })] as const] : []),
    ...(max !== undefined
      ? [[`Up to ${formatMoney(max, locale)}`, without({ max: undefined })] as const]
      : []),
    ...(stock ? [['In stock', without({ stock: undefined })] as const] : []),
  ].map(([text, href]) => [text, href])
  return (
    <div className="chips chosen-filters">
      {chosen.length > 0 && (
        <ul aria-label="Filters" className="flex gap-2">
          {chosen.map(([text, href]) => (
            <li key={text}>
              <Link href={href} prefetch={false} scroll={false} className="chip gap-2">
                <span className="sr-only">Take away: </span>
                {text}
                <span aria-hidden="true">×</span>
              </Link>
            </li>
          ))}
        </ul>
      )}
      {isNarrowed(filter) && (
        <Link
          href={catalogueAddress({ q, category, sort })}
          prefetch={false}
          scroll={false}
          className="sort-link"
        >
          Clear filters
        </Link>
      )}
      {unread.map((text) => (
        <p key={text} className="whitespace-nowrap text-warn">
          {text}
        </p>
      ))}
    </div>
  )
}

export const ChosenFiltersSkeleton = () => (
  <div aria-hidden="true" className="chips chosen-filters not-narrowed:hidden" />
)
