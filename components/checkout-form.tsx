'use client'

import type { ReactNode } from 'react'
import type { Shortage } from '@/lib/events'
import { type FormAction, type FormProps, useSubmit } from './use-submit'

type Refusal = { message: string; shortages: Shortage[] }
export type PlaceAction = FormAction<Refusal>

type Props = {
  checkoutId: string
  expectedTotal: number
  names: { productId: string; name: string }[]
  changing: boolean
  action: PlaceAction
  children: ReactNode
}

/** Sent twice it is still one order: checkoutId names the purchase. */
export function CheckoutForm({ checkoutId, expectedTotal, names, changing, action, children }: Props) {
  const { outcome: refusal, pending: placing, submit } = useSubmit(action)
  const plain: FormProps['action'] = action
  const reason = placing ? 'Placing your order…' : changing ? 'Updating your cart…' : ''
  return (
    <form action={plain} onSubmit={submit} className="grid gap-5">
      <input type="hidden" name="checkoutId" value={checkoutId} />
      <input type="hidden" name="expectedTotal" value={expectedTotal} />
      {children}
      {refusal && (
        <div
          role="alert"
          className="grid animate-arrive gap-1 rounded-xl bg-bad-wash px-4 py-3 font-medium text-bad"
        >
          <p>{refusal.message}</p>
          {refusal.shortages.map((shortage) => (
            <p key={shortage.productId}>{shortageText(shortage, names)}</p>
          ))}
        </div>
      )}
      <div className="grid gap-2">
        <button
          type="submit"
          disabled={placing || changing}
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

function shortageText({ productId, available }: Shortage, names: Props['names']) {
  const name = names.find((line) => line.productId === productId)?.name ?? productId
  return available === 0 ? `${name} is sold out.` : `${name}: only ${available} left.`
}
