'use client'

import { useState, useSyncExternalStore } from 'react'

const never = () => () => undefined
/** Browsers give a page no clipboard that came over plain http. */
const canCopy = () => 'clipboard' in navigator

/** The whole number of an order, which one click selects, and a button that copies it where that is possible. */
export function OrderNumber({ orderId }: { orderId: string }) {
  const works = useSyncExternalStore(never, canCopy, () => false)
  const [said, say] = useState('')

  const copy = () =>
    navigator.clipboard.writeText(orderId).then(
      () => say('Copied'),
      () => say('Not copied: select it instead'),
    )

  return (
    <span className="flex flex-wrap items-center gap-x-3">
      <span className="select-all break-all font-semibold text-sm sm:text-base">{orderId}</span>
      {/* There from the first on, so that nothing moves where it can be used. */}
      <span className={`inline-flex items-center gap-3 ${works ? '' : 'invisible'}`}>
        <button type="button" onClick={copy} className="button button-quiet bg-surface">
          Copy number
        </button>
        <span aria-live="polite" className="font-medium text-sm">
          {said}
        </span>
      </span>
    </span>
  )
}
