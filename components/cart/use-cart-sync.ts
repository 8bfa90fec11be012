'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useRef } from 'react'

/** Tabs tell each other of every new version of the cart; who hears of another one asks the server again once seen. */
export function useCartSync(version: string) {
  const router = useRouter()
  const shown = useRef(version)
  const channel = useRef<BroadcastChannel>(undefined)

  useEffect(() => {
    const cart = new BroadcastChannel('swoon-cart')
    channel.current = cart
    let stale = false
    const refreshOnceSeen = () => {
      if (!stale || document.hidden) return
      stale = false
      router.refresh()
    }
    const hear = ({ data }: MessageEvent) => {
      stale ||= data !== shown.current
      refreshOnceSeen()
    }
    // A page kept for the back button comes back as it was left.
    const comeBack = ({ persisted }: PageTransitionEvent) => {
      stale ||= persisted
      refreshOnceSeen()
    }
    cart.addEventListener('message', hear)
    document.addEventListener('visibilitychange', refreshOnceSeen)
    window.addEventListener('pageshow', comeBack)
    return () => {
      cart.close()
      document.removeEventListener('visibilitychange', refreshOnceSeen)
      window.removeEventListener('pageshow', comeBack)
    }
  }, [router])

  useEffect(() => {
    shown.current = version
    channel.current?.postMessage(version)
  }, [version])
}
