import Link from 'next/link'
import { categories } from '@/lib/product/product'

export function SiteFooter() {
  return (
    <footer className="border-line border-t bg-sunken/60">
      <div className="page flex flex-wrap items-center justify-between gap-x-10 gap-y-4 py-10">
        <p className="max-w-prose text-soft">
          <span className="font-bold font-display text-ink text-lg">Swoon.</span> Well-made things, honestly
          in stock.
        </p>
        <nav aria-label="Categories">
          <ul className="-mx-3 flex flex-wrap">
            {categories.map((category) => (
              <li key={category}>
                <Link
                  href={`/?category=${category}`}
                  prefetch={false}
                  className="inline-flex min-h-11 items-center px-3 hover:underline"
                >
                  {category}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
      </div>
    </footer>
  )
}
