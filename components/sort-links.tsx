import Link from 'next/link'
import { addressOf, type Filter, sorts } from '@/lib/product/filter'

const labels: Record<Filter['sort'], string> = {
  featured: 'Featured',
  'price-asc': 'Price ↑',
  'price-desc': 'Price ↓',
  name: 'A–Z',
}
const spoken: Partial<Record<Filter['sort'], string>> = {
  'price-asc': 'Price, low to high',
  'price-desc': 'Price, high to low',
  name: 'Name, A to Z',
}

export function SortLinks({ filter }: { filter?: Filter }) {
  return (
    <nav aria-label="Sort by">
      <ul className="-mx-3 flex flex-wrap">
        {sorts.map((sort) => (
          <li key={sort}>
            <Link
              href={addressOf({ ...filter, sort, page: 1 })}
              prefetch={false}
              scroll={false}
              aria-label={spoken[sort]}
              aria-current={filter?.sort === sort ? 'page' : undefined}
              className="sort-link"
            >
              {sort === 'featured' && filter?.q ? 'Best match' : labels[sort]}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
