'use client'

import { useSyncExternalStore } from 'react'

const never = () => () => undefined

/** Only where a script can do it: before one runs there is no button that does nothing. */
export function PrintButton() {
  const runs = useSyncExternalStore(
    never,
    () => true,
    () => false,
  )
  return (
    runs && (
      <button type="button" onClick={() => window.print()} className="button button-strong">
        Print
      </button>
    )
  )
}
