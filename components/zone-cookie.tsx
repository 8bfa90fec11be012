'use client'

import { useEffect } from 'react'

const keptForSeconds = 365 * 24 * 60 * 60

/** Tells the server the visitor's time zone, so that it can write the times of the next page as the browser will. */
export function ZoneCookie() {
  useEffect(() => {
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing from browsers still in use
    document.cookie = `swoon_zone=${timeZone}; path=/; max-age=${keptForSeconds}; samesite=lax`
  }, [])
  return null
}
