'use client'

import { useEffect, useState } from 'react'
import { addressTo } from '@/lib/address'

export type Suggestion = {
  id: string
  name: string
  category: string
  price: number
  availableStock: number
  image?: string
}
type Suggestions = { words: string; products: Suggestion[]; total: number }

const pauseMs = 120
const shown = 6

/** What the shop has for `words`, some moments after the last key; undefined until it is known, and where it cannot be. */
export function useSuggestions(words: string): Suggestions | undefined {
  const [found, setFound] = useState<Suggestions>()

  useEffect(() => {
    if (words === '') return setFound(undefined)
    const request = new AbortController()
    const timer = setTimeout(async () => {
      const address = addressTo(['api', 'products'], { q: words, limit: shown })
      const answer = await fetch(address, { signal: request.signal }).catch(() => undefined)
      const body = answer?.ok ? await answer.json().catch(() => undefined) : undefined
      if (!request.signal.aborted) setFound(body && { words, products: body.products, total: body.total })
    }, pauseMs)
    return () => {
      clearTimeout(timer)
      request.abort()
    }
  }, [words])

  return found
}
