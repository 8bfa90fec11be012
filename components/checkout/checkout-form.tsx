'use client'

import Link from 'next/link'
import { useEffect, useRef } from 'react'
import { cartAddress } from '@/lib/address'
import { type CartLine, hasChanged, totalAgreed } from '@/lib/basket/cart-view'
import {
  type CheckoutView,
  type ContactErrors,
  contactFields,
  expectedTotalField,
} from '@/lib/checkout/checkout-view'
import type { Shortage } from '@/lib/events'
import { demonstrationText } from '../site/information'
import { ChangeFields, type FormAction, sendKept, useFormAction } from '../ui/form'
import type { Notice } from '../ui/notice'
import { CheckoutSummary } from './checkout-summary'
import { Choices } from './choices'
import { ContactFields } from './contact-fields'

type Refusal = Notice & { shortages?: Shortage[]; errors?: ContactErrors }
export type PlaceAction = FormAction<Refusal>

type Props = { view: CheckoutView; demonstration: boolean; action: PlaceAction }

const none: ContactErrors = {}

/** Sent twice it is still one order: checkoutId names the purchase. */
export function CheckoutForm({ view, demonstration, action }: Props) {
  const { cart, values, countries, deliveries, payments } = view
  const { outcome: refusal, pending: placing, submit } = useFormAction<Refusal>(action)
  const changed = cart.lines.some(hasChanged)
  const errors = refusal ? errorsOf(refusal) : view.errors
  const firstFault = contactFields.find((field) => errors[field])
  const reason = (placing && 'Placing your order…') || (changed && 'Accept what has changed first.') || ''
  const form = useRef<HTMLFormElement>(null)
  const alert = useRef<HTMLDivElement>(null)

  useEffect(() => {
    if (!refusal) return
    const fault = form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')
    ;(fault ?? alert.current)?.focus()
  }, [refusal])

  return (
    <form
      ref={form}
      action={submit}
      onSubmit={sendKept(submit, reason === '')}
      noValidate
      className="checkout-columns"
    >
      <ChangeFields checkoutId={cart.checkoutId} {...expectedTotals(view)} />
      <div className="grid gap-10">
        <ContactFields values={values} errors={errors} focusOn={firstFault} countries={countries} />
        <Choices legend="Delivery" name="delivery" choices={deliveries} />
        <Choices legend="Pay with" name="paymentMethod" choices={payments} />
      </div>
      <CheckoutSummary cart={cart} deliveries={deliveries}>
        {changed && <ChangedNote />}
        {refusal && (
          <div
            ref={alert}
            role="alert"
            tabIndex={-1}
            className="wash grid animate-arrive gap-1 bg-bad-wash font-medium text-bad"
          >
            <p>{refusal.message}</p>
            {shortagesOf(refusal).map((shortage) => (
              <p key={shortage.productId}>{shortageText(shortage, cart.lines)}</p>
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
          {demonstration && <p className="text-center text-sm text-soft">{demonstrationText}</p>}
          <p id="checkout-state" role="status" className="min-h-6 text-center text-soft text-sm">
            {reason}
          </p>
        </div>
      </CheckoutSummary>
    </form>
  )
}

const errorsOf = (refusal: Refusal | Notice) => ('errors' in refusal && refusal.errors) || none
const shortagesOf = (refusal: Refusal | Notice) => ('shortages' in refusal && refusal.shortages) || []

/** What the shopper has agreed to with each option, in decimal dollars: another total is refused. */
const expectedTotals = ({ cart, deliveries }: CheckoutView) =>
  Object.fromEntries(
    deliveries.map(({ value, price }) => [
      expectedTotalField(value),
      (totalAgreed(cart.lines) + price) / 100,
    ]),
  )

const ChangedNote = () => (
  <div className="wash grid justify-items-start gap-3 bg-warn-wash text-warn">
    <p className="font-medium">Prices or stock have changed since you filled your cart.</p>
    <Link href={cartAddress} className="button button-quiet bg-surface">
      See what has changed
    </Link>
  </div>
)

function shortageText({ productId, available }: Shortage, lines: CartLine[]) {
  const name = lines.find((line) => line.productId === productId)?.name ?? productId
  return available === 0 ? `${name} is sold out.` : `${name}: only ${available} left.`
}
