'use client'

import { type FormEvent, startTransition, useEffect, useRef } from 'react'
import { type CartLine, type CartView, totalAgreed } from '@/lib/basket/cart-view'
import type { Shortage } from '@/lib/events'
import { ChangeFields, type FormAction, useFormAction } from '../ui/form'
import type { Notice } from '../ui/notice'

type Refusal = Notice & { shortages?: Shortage[] }
export type PlaceAction = FormAction<Refusal>

type Props = { cart: CartView; changing: boolean; changed: boolean; action: PlaceAction }

/** Sent twice it is still one order: checkoutId names the purchase. */
export function CheckoutForm({ cart, changing, changed, action }: Props) {
  const { checkoutId, lines, payments } = cart
  const { outcome: refusal, pending: placing, submit } = useFormAction<Refusal>(action)
  const reason =
    (placing && 'Placing your order…') ||
    (changing && 'Updating your cart…') ||
    (changed && 'Accept the changes above to place your order.') ||
    ''
  const alert = useRef<HTMLDivElement>(null)

  useEffect(() => {
    if (refusal) alert.current?.focus()
  }, [refusal])

  /** React would reset the form after its action, and with it the choice of payment. */
  function place(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    if (reason === '') startTransition(() => submit(form))
  }

  return (
    <form action={submit} onSubmit={place} className="grid gap-5">
      {/* What the shopper has agreed to, in decimal dollars: another total is refused. */}
      <ChangeFields checkoutId={checkoutId} expectedTotal={totalAgreed(lines) / 100} />
      <PaymentChoice payments={payments} />
      {refusal && (
        <div
          ref={alert}
          role="alert"
          tabIndex={-1}
          className="wash grid animate-arrive gap-1 bg-bad-wash font-medium text-bad"
        >
          <p>{refusal.message}</p>
          {'shortages' in refusal &&
            refusal.shortages?.map((shortage) => (
              <p key={shortage.productId}>{shortageText(shortage, lines)}</p>
            ))}
        </div>
      )}
      <div className="grid gap-2">
        <button
          type="submit"
          data-focus="place"
          aria-disabled={reason !== ''}
          aria-busy={placing}
          aria-describedby="checkout-state"
          className="button button-strong min-h-13 w-full text-lg"
        >
          Place order
        </button>
        <p id="checkout-state" role="status" className="min-h-6 text-center text-soft text-sm">
          {reason}
        </p>
      </div>
    </form>
  )
}

function PaymentChoice({ payments }: Pick<CartView, 'payments'>) {
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-2 font-semibold">Pay with</legend>
      {payments.map(({ value, label }, index) => (
        <label key={value} className="choice">
          <input type="radio" name="paymentMethod" value={value} defaultChecked={index === 0} />
          {label}
        </label>
      ))}
    </fieldset>
  )
}

function shortageText({ productId, available }: Shortage, lines: CartLine[]) {
  const name = lines.find((line) => line.productId === productId)?.name ?? productId
  return available === 0 ? `${name} is sold out.` : `${name}: only ${available} left.`
}
