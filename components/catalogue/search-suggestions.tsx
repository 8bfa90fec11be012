'use client'

import Link from 'next/link'
import { type MouseEvent, useEffect, useRef } from 'react'
import { catalogueAddress, productAddress } from '@/lib/address'
import { formatMoney } from '@/lib/money-format'
import { Picture } from '../ui/picture'
import type { Suggestion, useSuggestions } from './use-suggestions'

type Shown = { href: string; text: string; product?: Suggestion }
type Found = NonNullable<ReturnType<typeof useSuggestions>>

/** The best matches and, last, the way to all of them. */
export function suggestionsOf({ words, products, total }: Found): Shown[] {
  const single = products.map((product) => ({
    href: productAddress(product.id),
    text: product.name,
    product,
  }))
  const all = { href: catalogueAddress({ q: words }), text: `See all ${total} for “${words}”` }
  return total > products.length ? [...single, all] : single
}

type Props = {
  id: string
  hidden: boolean
  suggestions: Shown[]
  active: number
  choose: (href: string) => void
}

export function SearchSuggestions({ id, hidden, suggestions, active, choose }: Props) {
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    list.current?.children[active]?.scrollIntoView({ block: 'nearest' })
  }, [active])

  const go = (event: MouseEvent, href: string) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return
    event.preventDefault()
    choose(href)
  }

  return (
    <div
      ref={list}
      id={id}
      role="listbox"
      aria-label="Suggestions"
      hidden={hidden}
      className="absolute top-full left-0 z-40 mt-2 max-h-[70dvh] overflow-y-auto rounded-card bg-surface p-2 shadow-float max-md:w-[calc(100vw-2*var(--spacing-gutter))] md:w-full"
    >
      {suggestions.map(({ href, text, product }, index) => (
        <Link
          // biome-ignore lint/suspicious/noArrayIndexKey: a place in the list shows another product, it does not move
          key={index}
          href={href}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === active}
          tabIndex={-1}
          prefetch={false}
          onMouseDown={(event) => event.preventDefault()}
          onClick={(event) => go(event, href)}
          className="flex min-h-14 items-center gap-3 rounded-xl px-2 py-1.5 hover:bg-sunken aria-selected:bg-sunken aria-selected:outline-2 aria-selected:outline-accent"
        >
          {product && (
            <Picture
              category={product.category}
              image={product.image}
              sizes="2rem"
              soon
              dim={product.availableStock === 0}
              className="size-11 shrink-0 rounded-xl"
            />
          )}
          <span className="min-w-0 grow font-semibold leading-tight">{text}</span>
          {product && (
            <span className="shrink-0 text-soft">
              {product.availableStock === 0
                ? 'Sold out'
                : formatMoney(Math.round(product.price * 100), localeHere())}
            </span>
          )}
        </Link>
      ))}
    </div>
  )
}

/** As the server reads it from the same browser's Accept-Language. */
const localeHere = () => navigator.language
