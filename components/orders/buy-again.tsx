'use client'

import Link from 'next/link'
import { useRef } from 'react'
import { cartAddress } from '@/lib/address'
import { ButtonText, ChangeFields, type FormAction, useFormAction } from '../ui/form'
import type { Notice } from '../ui/notice'

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
      <ChangeFields orderId={orderId} />
      <button ref={button} type="submit" aria-busy={pending} className="button button-quiet">
        <ButtonText more={`what is in ${name}`}>Buy again</ButtonText>
      </button>
      <div aria-live="polite">
        {outcome && (
          <div className="toast flex animate-arrive flex-wrap items-center gap-x-4 gap-y-2">
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
