import Link from 'next/link'
import { type Asked, addressOf } from '@/lib/product/address'

type Props = { asked?: Asked | undefined; categories: readonly string[] }

/** Keeps the words and the order that were asked for. */
export function CategoryFilter({ asked, categories }: Props) {
  const chipOf = (category: string, label: string) => (
    <li key={label}>
      <Link
        href={addressOf({ ...asked, category, page: 1 })}
        data-category={category || undefined}
        aria-current={asked?.category === category ? 'page' : undefined}
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
