'use client'

import type { ReactNode } from 'react'
import { type FormAction, useFormAction } from '../ui/form'
import { KeepFocus } from '../ui/keep-focus'
import type { Notice } from '../ui/notice'
import { Refusal } from '../ui/refusal'

type Props = { orderId: string; action: FormAction<Notice>; children: ReactNode }

/** Leads to the order once that is cancelled; `children` lead there without. */
export function CancelOrder({ orderId, action, children }: Props) {
  const { outcome: refusal, pending, submit } = useFormAction(action)

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
      <Refusal of={refusal} className="px-3 py-2" />
    </form>
  )
}
