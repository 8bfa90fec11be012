'use client'

import { useEffect, useRef } from 'react'
import type { Notice } from './notice'

/** Why something was refused. It is told, and has the focus, each time anew. */
export function Refusal({ of, className = '' }: { of: Notice | undefined; className?: string }) {
  const alert = useRef<HTMLParagraphElement>(null)
  useEffect(() => {
    if (of) alert.current?.focus()
  }, [of])

  return (
    of && (
      <p
        ref={alert}
        role="alert"
        tabIndex={-1}
        className={`wash animate-arrive bg-bad-wash font-medium text-bad ${className}`.trimEnd()}
      >
        {of.message}
      </p>
    )
  )
}
