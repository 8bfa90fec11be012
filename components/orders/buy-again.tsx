'use client'

import Link from 'next/link'
import { useRef } from 'react'
import { cartAddress } from '@/lib/address'
import { ChangeIdField } from '../ui/change-id'
import type { Notice } from '../ui/notice'
import { type FormAction, useFormAction } from '../ui/use-form-action'

export type BuyAgainAction = FormAction<Notice>

type Props = { orderId: string; name: string; action: BuyAgainAction }

/** Takes away what the last one said: all say it in the same place. */
let forgetLast = () => {}

/** What came of it stays beside the page, over its lower edge, until the shopper sends it away. */
export function BuyAgain({ orderId, name, action }: Props) {
  const { outcome, pending, submit, forget } = useFormAction(action)
  const button = useRef<HTMLButtonElement>(null)

  function buy() {
    forgetLast()
    forgetLast = forget
  }

  function dismiss() {
    forget()
    button.current?.focus()
  }

  return (
    <form action={submit} onSubmit={buy}>
      <input type="hidden" name="orderId" value={orderId} />
      <ChangeIdField />
      <button
        ref={button}
        type="submit"
        aria-busy={pending}
        className="button button-quiet aria-busy:opacity-60"
      >
        <span>
          Buy again <span className="sr-only">what is in {name}</span>
        </span>
      </button>
      <div aria-live="polite">
        {outcome && (
          <div className="fixed inset-x-4 bottom-4 z-40 mx-auto flex max-w-xl animate-arrive flex-wrap items-center gap-x-4 gap-y-2 rounded-card border border-line bg-surface p-4 shadow-card">
            <p className={`grow basis-60 font-medium ${outcome.ok ? '' : 'text-bad'}`}>{outcome.message}</p>
            <Link href={cartAddress} className="button button-strong">
              View cart
            </Link>
            <button type="button" onClick={dismiss} className="button button-quiet">
              Dismiss
            </button>
          </div>
        )}
      </div>
    </form>
  )
}
