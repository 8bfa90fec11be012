import Link from 'next/link'
import { categories } from '@/lib/product/categories'

const chip =
  'inline-flex min-h-11 items-center whitespace-nowrap rounded-full px-5 font-semibold transition-colors bg-(--tint) hover:bg-ink hover:text-ground aria-[current]:bg-ink aria-[current]:text-ground'

/** Before the address is known no category is marked as the chosen one. */
export function CategoryFilter({ chosen }: { chosen?: string | undefined }) {
  const current = (category: string) => (chosen === category ? 'page' : undefined)
  return (
    <nav
      aria-label="Filter by category"
      data-refines={chosen === undefined ? undefined : true}
      className="-mx-(--spacing-gutter) overflow-x-auto px-(--spacing-gutter) py-1 [scrollbar-width:none] lg:mx-0 lg:px-1"
    >
      <ul className="flex gap-2">
        <li>
          <Link href="/" aria-current={current('')} className={chip}>
            Everything
          </Link>
        </li>
        {categories.map((category) => (
          <li key={category}>
            <Link
              href={`/?category=${category}`}
              data-category={category}
              aria-current={current(category)}
              className={chip}
            >
              {category}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
