'use client'

import { useTimeFormat } from './formats'

const shapes = {
  full: { dateStyle: 'medium', timeStyle: 'short' },
  exact: { dateStyle: 'medium', timeStyle: 'medium' },
  time: { timeStyle: 'short' },
} as const

/** A point in time in the visitor's own zone. */
export function Moment({ iso, as = 'full' }: { iso: string; as?: keyof typeof shapes }) {
  const format = useTimeFormat(shapes[as])
  return (
    <time dateTime={iso} suppressHydrationWarning>
      {format(iso)}
    </time>
  )
}
