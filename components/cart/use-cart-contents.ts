'use client'

import { startTransition, useCallback, useRef, useState } from 'react'
import type { CartView } from '@/lib/basket/cart-view'

/** The cart as the server last answered it: undefined before that, null for who has none. */
export function useCartContents() {
  const [cart, setCart] = useState<CartView | null>()
  const [failed, setFailed] = useState(false)
  const asked = useRef(0)

  const load = useCallback(async () => {
    const ask = ++asked.current
    const answer = await fetchCart()
    // An answer that was overtaken by a later one is out of date.
    if (ask !== asked.current) return
    startTransition(() => {
      setFailed(answer === 'failed')
      if (answer !== 'failed') setCart(answer)
    })
  }, [])

  return { cart, failed, load }
}

async function fetchCart(): Promise<CartView | null | 'failed'> {
  try {
    const response = await fetch('/cart/contents')
    return response.ok ? await response.json() : 'failed'
  } catch {
    return 'failed'
  }
}
