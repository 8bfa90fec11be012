import Link from 'next/link'
import type { ReactNode } from 'react'
import { ProductImage } from '../ui/picture'
import { type InformationLabel, information } from './information'

type Props = {
  label: InformationLabel
  lead: string
  /** Whose colour and picture the page has. */
  category: string
  image: string
  children: ReactNode
}

/** A page of what the shop tells about itself. */
export function InformationPage({ label, lead, category, image, children }: Props) {
  return (
    <div className="grid gap-x-14 gap-y-10 pt-4 md:grid-cols-[12rem_minmax(0,1fr)] md:pt-8">
      <header data-category={category} className="information-head group md:col-span-2">
        <div className="grid gap-3">
          <h1 className="text-title">{label}</h1>
          <p className="max-w-[40ch] text-lg">{lead}</p>
        </div>
        <ProductImage image={image} sizes="(min-width: 48rem) 12rem, 7rem" soon="first" />
      </header>
      <nav aria-label="Pages about the shop" className="max-md:order-last">
        <ul className="grid border-line max-md:grid-cols-2 max-md:border-t max-md:pt-6">
          {information.map((other) => (
            <li key={other.label}>
              <Link
                href={other.address}
                prefetch={false}
                aria-current={other.label === label ? 'page' : undefined}
                className="information-link"
              >
                {other.label}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <div className="grid max-w-[66ch] content-start gap-9">{children}</div>
    </div>
  )
}

export const Topic = ({ heading, children }: { heading: string; children: ReactNode }) => (
  <section className="grid gap-2.5">
    <h2 className="text-2xl">{heading}</h2>
    {children}
  </section>
)

/** Of a text: underlined, so that it is told from the words around it without its colour. */
export const TextLink = ({ href, children }: { href: string; children: ReactNode }) => (
  <Link href={href} prefetch={false} className="inline-link">
    {children}
  </Link>
)
