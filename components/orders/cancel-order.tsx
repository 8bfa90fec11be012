'use client'

import { type ReactNode, useEffect, useRef } from 'react'
import { type FormAction, useFormAction } from '../ui/form'
import { KeepFocus } from '../ui/keep-focus'
import type { Notice } from '../ui/notice'

type Props = { orderId: string; action: FormAction<Notice>; children: ReactNode }

/** Leads to the order once that is cancelled; `children` lead there without. */
export function CancelOrder({ orderId, action, children }: Props) {
  const { outcome: refusal, pending, submit } = useFormAction(action)
  const alert = useRef<HTMLParagraphElement>(null)
  useEffect(() => {
    if (refusal) alert.current?.focus()
  }, [refusal])

  return (
    <form action={submit} className="grid gap-4">
      <KeepFocus />
      <input type="hidden" name="orderId" value={orderId} />
      <div className="flex flex-wrap items-center gap-3">
        <button type="submit" aria-busy={pending} className="button button-strong">
          Cancel this order
        </button>
        {children}
      </div>
      {refusal && (
        <p
          ref={alert}
          role="alert"
          tabIndex={-1}
          className="wash animate-arrive bg-bad-wash px-3 py-2 font-medium text-bad"
        >
          {refusal.message}
        </p>
      )}
    </form>
  )
}
