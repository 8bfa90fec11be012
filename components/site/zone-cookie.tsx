'use client'

import { useEffect } from 'react'
import { browserZone } from './browser-zone'

const keptForSeconds = 365 * 24 * 60 * 60

/** Tells the server the visitor's time zone, so that it can write the times of the next page as the browser will. */
export function ZoneCookie({ known }: { known: string | undefined }) {
  useEffect(() => {
    if (browserZone() === known) return
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing from browsers still in use
    document.cookie = `swoon_zone=${browserZone()}; path=/; max-age=${keptForSeconds}; samesite=lax`
  }, [known])
  return null
}
