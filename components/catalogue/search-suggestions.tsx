'use client'

import Link from 'next/link'
import { type MouseEvent, useEffect, useRef, useState } from 'react'
import type * as z from 'zod'
import { addressTo, catalogueAddress, productAddress } from '@/lib/address'
import { formatMoney } from '@/lib/money-format'
import type { Product } from '@/lib/product/product'
import { Picture } from '../ui/picture'

type ProductJson = z.input<typeof Product>
type Suggestion = { href: string; text: string; product?: ProductJson }
type Found = { words: string; total: number; corrected?: string; suggestions: Suggestion[] }
type Answer = { products: ProductJson[]; total: number; corrected?: string }

const pauseMs = 120
const shown = 6

/** What the shop has for `words`, some moments after the last key; undefined until it is known, and where it cannot be. */
export function useSuggestions(words: string): Found | undefined {
  const [found, setFound] = useState<Found>()

  useEffect(() => {
    if (words === '') return setFound(undefined)
    const request = new AbortController()
    const timer = setTimeout(async () => {
      const address = addressTo(['api', 'products'], { q: words, limit: shown })
      const answer = await fetch(address, { signal: request.signal }).catch(() => undefined)
      const body = answer?.ok ? await answer.json().catch(() => undefined) : undefined
      if (!request.signal.aborted)
        setFound(body && { words, ...body, suggestions: suggestionsOf(words, body) })
    }, pauseMs)
    return () => {
      clearTimeout(timer)
      request.abort()
    }
  }, [words])

  return found
}

/** The best matches and, last, the way to all of them; before them, what was looked for in place of the words. */
function suggestionsOf(words: string, { products, total, corrected }: Answer): Suggestion[] {
  const single = products.map((product) => ({
    href: productAddress(product.id),
    text: product.name,
    product,
  }))
  const href = catalogueAddress({ q: corrected ?? words })
  if (corrected) return [{ href, text: `Showing results for “${corrected}”` }, ...single]
  return total > products.length ? [...single, { href, text: `See all ${total} for “${words}”` }] : single
}

export const listId = 'suggestions'

type Props = {
  hidden: boolean
  suggestions: Suggestion[]
  active: number | undefined
  choose: (href: string) => void
}

export function SearchSuggestions({ hidden, suggestions, active = -1, choose }: Props) {
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
      id={listId}
      role="listbox"
      aria-label="Suggestions"
      hidden={hidden}
      className="suggestions"
    >
      {suggestions.map(({ href, text, product }, index) => (
        <Link
          // biome-ignore lint/suspicious/noArrayIndexKey: a place in the list shows another product, it does not move
          key={index}
          href={href}
          id={`${listId}-${index}`}
          role="option"
          aria-selected={index === active}
          tabIndex={-1}
          prefetch={false}
          onMouseDown={(event) => event.preventDefault()}
          onClick={(event) => go(event, href)}
          className="suggestion"
        >
          {product && (
            <Picture of={product} sizes="2rem" soon dim={!product.availableStock} className="size-11" />
          )}
          <span className="wrap-anywhere min-w-0 grow font-semibold leading-tight">{text}</span>
          {product && <span className="shrink-0 text-soft">{priceOf(product)}</span>}
        </Link>
      ))}
    </div>
  )
}

/** In the locale that the server reads from the same browser's Accept-Language. */
const priceOf = ({ price, availableStock }: ProductJson) =>
  availableStock === 0 ? 'Sold out' : formatMoney(Math.round(price * 100), navigator.language)
