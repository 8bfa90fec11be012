import Link from 'next/link'
import type { ReactNode } from 'react'
import { type CatalogueQuery, catalogueAddress, sorts } from '@/lib/address'
import { categories as known } from '@/lib/product/categories'
import { PriceAndStock } from './price-and-stock'

type Props = { asked?: CatalogueQuery; categories?: readonly string[]; children: ReactNode }

const labels: Record<(typeof sorts)[number], [shown: string, spoken?: string]> = {
  featured: ['Featured'],
  'price-asc': ['Price ↑', 'Price, low to high'],
  'price-desc': ['Price ↓', 'Price, high to low'],
  name: ['A–Z', 'Name, A to Z'],
}

/**
 * The categories, prices and orders to choose from, and in `children` what is chosen. Before the address is known, nothing is
 * marked as chosen.
 */
export function CatalogueFilters({ asked, categories = known, children }: Props) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-8 gap-y-2 pb-4">
      <nav aria-label="Categories" className="chips min-w-full">
        <ul className="flex gap-2">
          {['', ...categories].map((category) => (
            <li key={category}>
              <Link
                href={catalogueAddress({ ...asked, category, page: 1 })}
                data-category={category || undefined}
                aria-current={asked?.category === category ? 'page' : undefined}
                className="chip"
              >
                {category || 'Everything'}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <PriceAndStock asked={asked} />
      <nav aria-label="Sort by">
        <ul className="sort-links">
          {sorts.map((sort) => (
            <li key={sort}>
              <Link
                href={catalogueAddress({ ...asked, sort, page: 1 })}
                prefetch={false}
                scroll={false}
                aria-label={labels[sort][1]}
                aria-current={asked?.sort === sort ? 'page' : undefined}
                className="sort-link"
              >
                {sort === 'featured' && asked?.q ? 'Best match' : labels[sort][0]}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      {children}
    </div>
  )
}
