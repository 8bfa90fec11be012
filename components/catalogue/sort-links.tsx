import Link from 'next/link'
import { type Asked, addressOf, sorts } from '@/lib/product/address'

const labels: Record<(typeof sorts)[number], string> = {
  featured: 'Featured',
  'price-asc': 'Price ↑',
  'price-desc': 'Price ↓',
  name: 'A–Z',
}
const spoken: Partial<Record<(typeof sorts)[number], string>> = {
  'price-asc': 'Price, low to high',
  'price-desc': 'Price, high to low',
  name: 'Name, A to Z',
}

export function SortLinks({ asked }: { asked?: Asked | undefined }) {
  return (
    <nav aria-label="Sort by">
      <ul className="-mx-3 flex flex-wrap">
        {sorts.map((sort) => (
          <li key={sort}>
            <Link
              href={addressOf({ ...asked, sort, page: 1 })}
              prefetch={false}
              scroll={false}
              aria-label={spoken[sort]}
              aria-current={asked?.sort === sort ? 'page' : undefined}
              className="sort-link"
            >
              {sort === 'featured' && asked?.q ? 'Best match' : labels[sort]}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
