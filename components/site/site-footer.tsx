'use client'

import Link from 'next/link'
import { catalogueAddress } from '@/lib/address'
import { categories } from '@/lib/product/categories'
import { Swooning } from './swooning'

export function SiteFooter() {
  return (
    <footer className="overflow-clip bg-sunken">
      <div className="page grid gap-x-10 gap-y-6 pt-14 md:grid-cols-[1fr_auto] md:items-start">
        <p className="max-w-[34ch] text-balance font-semibold text-2xl leading-tight tracking-tight">
          Well-made things, honestly in stock.
        </p>
        <nav aria-label="Shop by category">
          <ul className="-mx-3 grid grid-cols-3 sm:flex sm:flex-wrap">
            {categories.map((category) => (
              <li key={category}>
                <Link
                  href={catalogueAddress({ category })}
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
      <div
        aria-hidden="true"
        className="page -mb-[0.18em] select-none pt-6 text-center font-extrabold text-[clamp(5rem,26vw,24rem)] text-line leading-none tracking-[-0.06em]"
      >
        <Swooning word="Swoon" />
      </div>
    </footer>
  )
}
