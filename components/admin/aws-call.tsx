'use client'

import { useState, useSyncExternalStore } from 'react'

const never = () => () => undefined
/** Browsers give a page no clipboard that came over plain http. */
const canCopy = () => 'clipboard' in navigator

/** What the command line would do, to be read and copied. */
export function AwsCall({ call }: { call: string }) {
  const works = useSyncExternalStore(never, canCopy, () => false)
  const [said, say] = useState('')
  const copy = () =>
    navigator.clipboard.writeText(call).then(
      () => say('Copied'),
      () => say('Not copied: select it instead'),
    )
  return (
    <details>
      <summary className="min-h-11 cursor-pointer py-2 font-semibold">As a call to AWS</summary>
      <pre className="text-sm wrap-anywhere whitespace-pre-wrap select-all">{call}</pre>
      {works && (
        <p className="mt-2 flex items-center gap-3">
          <button type="button" onClick={copy} className="button button-quiet">
            Copy the call
          </button>
          <span aria-live="polite" className="text-sm">
            {said}
          </span>
        </p>
      )}
    </details>
  )
}
