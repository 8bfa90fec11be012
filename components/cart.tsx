'use client'

import { type FormEvent, type ReactNode, useOptimistic } from 'react'
import { requestFormReset } from 'react-dom'
import type { CartLine } from './cart-line'
import { CartRow } from './cart-row'
import { CheckoutForm, type PlaceAction } from './checkout-form'
import { type Notice, NoticeLine } from './notice'
import { type FormAction, useSubmit } from './use-submit'

type Props = {
  lines: CartLine[]
  total: string
  checkoutId: string
  expectedTotal: number
  changeAction: FormAction<Notice>
  placeAction: PlaceAction
  /** The choice of payment method. */
  children: ReactNode
}

export function Cart({ lines: saved, total, changeAction, placeAction, children, ...checkout }: Props) {
  const { outcome, pending: changing, submit } = useSubmit(changeAction)
  const [lines, showLines] = useOptimistic(saved)

  const changeNow = (event: FormEvent<HTMLFormElement>, { productId, available }: CartLine) =>
    submit(event, (form) => {
      requestFormReset(event.currentTarget)
      const quantity = Number(form.get('to') ?? form.get('quantity'))
      if (quantity <= available) showLines((shown) => changedQuantity(shown, productId, quantity))
    })

  return (
    <div
      aria-busy={changing}
      className="group/cart grid items-start gap-8 lg:grid-cols-[1fr_22rem] lg:gap-14"
    >
      <div className="grid gap-4">
        <NoticeLine notice={outcome} quiet />
        <ul className="grid divide-y divide-line">
          {lines.map((line) => (
            <CartRow
              key={line.productId}
              line={line}
              form={{ action: changeAction, onSubmit: (event) => changeNow(event, line) }}
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
          <output
            aria-labelledby="total-label"
            className="tabular-nums transition-opacity group-aria-busy/cart:opacity-40"
          >
            {total}
          </output>
        </p>
        <CheckoutForm {...checkout} names={saved} changing={changing} action={placeAction}>
          {children}
        </CheckoutForm>
      </section>
    </div>
  )
}

const changedQuantity = (lines: CartLine[], productId: string, quantity: number) =>
  lines.flatMap((line) => {
    if (line.productId !== productId) return [line]
    return quantity === 0 ? [] : [{ ...line, quantity }]
  })
