import type { ReactNode } from 'react'
import { type CartView, hasChanged, totalAgreed, totalNow } from '@/lib/basket/cart-view'
import { formatMoney } from '@/lib/money-format'
import type { FormProps } from '../ui/use-submit'
import { CartChanges } from './cart-changes'
import { CheckoutForm, type PlaceAction } from './checkout-form'
import { PaymentChoice } from './payment-choice'

type Props = {
  cart: CartView
  changing: boolean
  accept: FormProps
  place: PlaceAction
  children: ReactNode
}

export function CartSummary({ cart, changing, accept, place, children }: Props) {
  const { checkoutId, lines, locale, payments } = cart
  const agreed = totalAgreed(lines)
  const total = totalNow(lines)
  const changed = lines.some(hasChanged)
  const pieces = lines.reduce((count, { quantity }) => count + quantity, 0)
  return (
    <section
      aria-labelledby="summary-heading"
      className="grid gap-5 rounded-card bg-surface p-6 shadow-card @3xl:sticky @3xl:top-24"
    >
      <h2 id="summary-heading" className="font-semibold text-2xl tracking-tight">
        Summary
      </h2>
      <div className="grid gap-1">
        <p className="flex items-baseline justify-between gap-4 font-semibold text-xl">
          <span id="total-label">Total</span>
          <output aria-labelledby="total-label" className="grow text-right tabular-nums">
            <span key={total} suppressHydrationWarning>
              {formatMoney(total, locale)}
            </span>
          </output>
        </p>
        <p className="flex justify-between gap-4 text-soft text-sm" suppressHydrationWarning>
          <span>{`${pieces} ${pieces === 1 ? 'item' : 'items'}`}</span>
          {total !== agreed && <span className="tabular-nums">was {formatMoney(agreed, locale)}</span>}
        </p>
      </div>
      {changed && <CartChanges lines={lines} locale={locale} form={accept} />}
      <CheckoutForm
        checkoutId={checkoutId}
        expectedTotal={agreed / 100}
        lines={lines}
        changing={changing}
        changed={changed}
        action={place}
      >
        <PaymentChoice payments={payments} />
      </CheckoutForm>
      {children}
    </section>
  )
}
