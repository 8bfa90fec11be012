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
                  className="text-link min-h-11 px-3"
                >
                  {category}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
      </div>
      <div aria-hidden="true" className="footer-word page">
        <Swooning word="Swoon" />
      </div>
    </footer>
  )
}
