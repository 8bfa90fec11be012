'use client'

import { useEffect } from 'react'

/**
 * Metadata that waits for the request is streamed into the body, and not everyone who reads it looks there. React finds
 * it, and takes it away again, wherever it is.
 */
export function MetadataToHead() {
  useEffect(() => {
    const move = () => document.head.append(...document.body.querySelectorAll('meta, link[rel="canonical"]'))
    if (document.readyState === 'complete') return move()
    addEventListener('load', move, { once: true })
    return () => removeEventListener('load', move)
  }, [])
  return null
}
