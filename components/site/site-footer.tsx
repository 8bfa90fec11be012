'use client'

import Link from 'next/link'
import { catalogueAddress } from '@/lib/address'
import { categories } from '@/lib/product/categories'
import { demonstrationText, information } from './information'
import { Swooning } from './swooning'

/** Of one shape, so that a phone sets both lists in the same columns. */
const shelves = categories.map((category) => ({ label: category, address: catalogueAddress({ category }) }))

export function SiteFooter({ demonstration }: { demonstration: boolean }) {
  return (
    <footer className="overflow-clip bg-sunken">
      <div className="page grid gap-x-10 gap-y-6 pt-14 md:grid-cols-[1fr_auto] md:items-start">
        <p className="max-w-[34ch] text-balance font-semibold text-2xl leading-tight tracking-tight">
          Well-made things, honestly in stock.
        </p>
        <div className="grid gap-y-4 md:gap-y-1">
          <FooterLinks label="Shop by category" links={shelves} />
          <FooterLinks label="About the shop" links={information} quiet />
        </div>
        {demonstration && <p className="text-sm text-soft md:col-span-2">{demonstrationText}</p>}
      </div>
      <div aria-hidden="true" className="footer-word page">
        <Swooning word="Swoon" />
      </div>
    </footer>
  )
}

type Links = { label: string; links: readonly { label: string; address: string }[]; quiet?: boolean }

const FooterLinks = ({ label, links, quiet = false }: Links) => (
  <nav aria-label={label}>
    <ul className="-mx-3 grid grid-cols-3 sm:flex sm:flex-wrap">
      {links.map((link) => (
        <li key={link.label}>
          <Link
            href={link.address}
            prefetch={false}
            className={`text-link min-h-11 px-3 ${quiet ? 'text-soft' : ''}`}
          >
            {link.label}
          </Link>
        </li>
      ))}
    </ul>
  </nav>
)
