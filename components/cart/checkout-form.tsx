'use client'

import { type FormEvent, type ReactNode, useEffect, useRef } from 'react'
import type { CartLine } from '@/lib/basket/cart-view'
import type { Shortage } from '@/lib/events'
import { type FormAction, type FormProps, useSubmit } from '../ui/use-submit'

type Refusal = { message: string; shortages?: Shortage[] }
export type PlaceAction = FormAction<Refusal>

type Props = {
  checkoutId: string
  /** What the shopper has agreed to, in decimal dollars: another total is refused. */
  expectedTotal: number
  lines: CartLine[]
  changing: boolean
  changed: boolean
  action: PlaceAction
  children: ReactNode
}

/** Sent twice it is still one order: checkoutId names the purchase. */
export function CheckoutForm({
  checkoutId,
  expectedTotal,
  lines,
  changing,
  changed,
  action,
  children,
}: Props) {
  const { outcome: refusal, pending: placing, submit } = useSubmit(action)
  const plain: FormProps['action'] = action
  const reason = reasonToWait({ placing, changing, changed })
  const alert = useRef<HTMLDivElement>(null)

  useEffect(() => {
    if (refusal) alert.current?.focus()
  }, [refusal])

  function submitOnce(event: FormEvent<HTMLFormElement>) {
    if (reason === '') submit(event)
    else event.preventDefault()
  }

  return (
    <form action={plain} onSubmit={submitOnce} className="grid gap-5">
      <input type="hidden" name="checkoutId" value={checkoutId} />
      <input type="hidden" name="expectedTotal" value={expectedTotal} />
      {children}
      {refusal && (
        <div
          ref={alert}
          role="alert"
          tabIndex={-1}
          className="grid animate-arrive gap-1 rounded-xl bg-bad-wash px-4 py-3 font-medium text-bad"
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

function reasonToWait({
  placing,
  changing,
  changed,
}: {
  placing: boolean
  changing: boolean
  changed: boolean
}) {
  if (placing) return 'Placing your order…'
  if (changing) return 'Updating your cart…'
  return changed ? 'Accept the changes above to place your order.' : ''
}

function shortageText({ productId, available }: Shortage, lines: CartLine[]) {
  const name = lines.find((line) => line.productId === productId)?.name ?? productId
  return available === 0 ? `${name} is sold out.` : `${name}: only ${available} left.`
}
