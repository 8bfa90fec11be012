'use client'

import { useSyncExternalStore } from 'react'

const options = { dateStyle: 'medium', timeStyle: 'short' } as const

const never = () => () => undefined

/** A point in time: in the shopper's own zone once the page runs there, in UTC before. */
export function Moment({ iso }: { iso: string }) {
  const text = useSyncExternalStore(
    never,
    () => new Date(iso).toLocaleString('en-US', options),
    () => `${new Date(iso).toLocaleString('en-US', { ...options, timeZone: 'UTC' })} UTC`,
  )
  return <time dateTime={iso}>{text}</time>
}
