'use client'

import { Moment, useZone } from '../ui/formats'

/** A moment to the second, for whoever is on duty, and in UTC too, as logs and AWS write it. */
export function LogTime({ iso }: { iso: string }) {
  const isUtc = useZone() === 'UTC'
  return (
    <>
      <Moment iso={iso} as="exact" />
      {!isUtc && (
        <span className="text-sm opacity-80 tabular-nums">
          {' '}
          ({new Date(iso).toISOString().slice(11, 19)} UTC)
        </span>
      )}
    </>
  )
}
