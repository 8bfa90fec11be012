'use client'

import { usePathname } from 'next/navigation'
import { useEffect } from 'react'

/** What had the focus may be on the page that was left. The content of the new page has it then. */
export function KeepFocus() {
  const pathname = usePathname()
  // biome-ignore lint/correctness/useExhaustiveDependencies: once another page stands where this one was
  useEffect(() => keepFocus, [pathname])
  return null
}

export function keepFocus() {
  const focused = document.activeElement
  const isLost = !focused || focused === document.body || !focused.checkVisibility()
  if (isLost) document.getElementById('content')?.focus({ preventScroll: true })
}
