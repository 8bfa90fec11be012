'use client'

import { type FormEvent, type ReactNode, startTransition, useOptimistic } from 'react'
import { requestFormReset } from 'react-dom'
import { totalOf } from '@/lib/basket/basket'
import { formatMoney } from '@/lib/money'
import { type CartLine, changedQuantity } from './cart-line'
import { CartRow } from './cart-row'
import { CheckoutForm, type PlaceAction } from './checkout-form'
import { type Notice, NoticeLine } from './notice'
import { type FormAction, useOutcome } from './use-outcome'

type Props = {
  lines: CartLine[]
  checkoutId: string
  expectedTotal: number
  changeAction: FormAction<Notice>
  placeAction: PlaceAction
  /** The choice of payment method. */
  children: ReactNode
}

export function Cart({
  lines: saved,
  checkoutId,
  expectedTotal,
  changeAction,
  placeAction,
  children,
}: Props) {
  const [notice, change, changing] = useOutcome(changeAction)
  const [lines, showLines] = useOptimistic(saved)

  function changeNow(event: FormEvent<HTMLFormElement>, line: CartLine) {
    event.preventDefault()
    const { submitter } = event.nativeEvent as SubmitEvent
    const element = event.currentTarget
    const form = new FormData(element, submitter)
    const quantity = Number(form.get('to') ?? form.get('quantity'))
    startTransition(() => {
      if (quantity <= line.available) showLines((shown) => changedQuantity(shown, line.productId, quantity))
      change(form)
      requestFormReset(element)
    })
  }

  return (
    <div className="grid items-start gap-8 lg:grid-cols-[1fr_22rem] lg:gap-14">
      <div className="grid gap-4">
        <NoticeLine notice={notice} quiet />
        <ul className="grid divide-y divide-line">
          {lines.map((line) => (
            <CartRow
              key={line.productId}
              line={line}
              action={change}
              onSubmit={(event) => changeNow(event, line)}
            />
          ))}
        </ul>
      </div>
      <section
        aria-labelledby="summary-heading"
        className="grid gap-5 rounded-card bg-surface p-6 shadow-card lg:sticky lg:top-24"
      >
        <h2 id="summary-heading" className="font-semibold text-2xl tracking-tight">
          Summary
        </h2>
        <p className="flex items-baseline justify-between font-semibold text-xl">
          <span id="total-label">Total</span>
          <output aria-labelledby="total-label" className="tabular-nums">
            {formatMoney(totalOf(lines))}
          </output>
        </p>
        <CheckoutForm
          checkoutId={checkoutId}
          expectedTotal={expectedTotal}
          names={saved}
          changing={changing}
          action={placeAction}
        >
          {children}
        </CheckoutForm>
      </section>
    </div>
  )
}
