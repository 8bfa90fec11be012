'use client'

import { useEffect, useRef } from 'react'
import { ButtonText, type FormAction, useFormAction } from '../ui/form'
import { type Notice, NoticeLine } from '../ui/notice'

export type CancelOrderAction = FormAction<Notice>

type Props = { orderId: string; offered: boolean; action: CancelOrderAction }

/** Asks once more before it cancels, also where no script runs. What came of it is said where the button was. */
export function CancelOrder({ orderId, offered, action }: Props) {
  const { outcome, pending, submit } = useFormAction(action)
  const said = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (outcome) said.current?.focus()
  }, [outcome])

  return (
    <div className="grid justify-items-start gap-3">
      {offered && (
        <details className="group w-full max-w-md">
          <summary className="button button-quiet w-fit">Cancel order</summary>
          <form action={submit} className="panel mt-3 grid justify-items-start gap-3 p-4">
            <p>It is not sent yet. What was set aside goes back on the shelf, and you pay nothing.</p>
            <input type="hidden" name="orderId" value={orderId} />
            <button type="submit" aria-busy={pending} className="button button-strong">
              <ButtonText more="for good">Yes, cancel it</ButtonText>
            </button>
          </form>
        </details>
      )}
      <div ref={said} tabIndex={-1} className="empty:hidden">
        <NoticeLine notice={outcome} />
      </div>
    </div>
  )
}
