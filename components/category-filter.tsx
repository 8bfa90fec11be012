import Link from 'next/link'
import { categories } from '@/lib/product/categories'
import { addressOf, type Filter } from '@/lib/product/filter'

/** Keeps the words and the order that were asked for. Before the address is known no category is marked as chosen. */
export function CategoryFilter({ filter }: { filter?: Filter }) {
  const chipOf = (category: string, label: string) => (
    <li key={label}>
      <Link
        href={addressOf({ ...filter, category, page: 1 })}
        data-category={category || undefined}
        aria-current={filter?.category === category ? 'page' : undefined}
        className="chip"
      >
        {label}
      </Link>
    </li>
  )
  return (
    <nav
      aria-label="Categories"
      className="-mx-(--spacing-gutter) overflow-x-auto px-(--spacing-gutter) py-1 [scrollbar-width:none]"
    >
      <ul className="flex gap-2">
        {chipOf('', 'Everything')}
        {categories.map((category) => chipOf(category, category))}
      </ul>
    </nav>
  )
}
