'use client'

import { type FormEvent, useEffect, useRef } from 'react'
import type { CartView } from '@/lib/basket/cart-view'
import { EmptyState } from '../ui/empty-state'
import { NoticeLine } from '../ui/notice'
import type { FormAction } from '../ui/use-form-action'
import { CartRow, type FormProps, RemovedRow } from './cart-row'
import { CartSummary } from './cart-summary'
import type { PlaceAction } from './checkout-form'
import { type CartOutcome, useCartChanges } from './use-cart-changes'

export type CartActions = { change: FormAction<CartOutcome>; place: PlaceAction }

type Props = {
  cart: CartView
  actions: CartActions
  /** Fetches the cart again after a change, where the page does not bring it. */
  reload?: () => Promise<void>
}

export function Cart({ cart: saved, actions, reload }: Props) {
  const { cart, changing, outcome, change } = useCartChanges(saved, reload)
  const { lines, removed, locale } = cart
  const action: FormProps['action'] = actions.change
  const { root, focusNext } = useFocusNext()

  const refusalOf = (productId: string) =>
    outcome && !outcome.ok && outcome.productId === productId ? outcome.message : undefined
  const shownWithLine = lines.some(({ productId }) => refusalOf(productId) !== undefined)

  /** The form of a change that is about no line. */
  const formOf = (kind: 'put-back' | 'forget' | 'accept', focus: string) => ({
    action,
    onSubmit: (event: FormEvent<HTMLFormElement>) => {
      event.preventDefault()
      focusNext(focus)
      change({ kind }, new FormData(event.currentTarget))
    },
  })

  const rows = lines.map((line) => (
    <CartRow
      key={line.productId}
      line={line}
      locale={locale}
      action={action}
      refusal={refusalOf(line.productId)}
      setQuantity={(quantity, form) => {
        if (quantity === 0) focusNext('put-back')
        change({ kind: quantity === 0 ? 'remove' : 'quantity', productId: line.productId, quantity }, form)
      }}
    />
  ))
  if (removed) {
    const next = lines[removed.position] ?? lines.at(-1)
    rows.splice(
      removed.position,
      0,
      <RemovedRow
        key={`removed-${removed.line.productId}`}
        line={removed.line}
        putBack={formOf('put-back', removed.line.productId)}
        forget={formOf('forget', next?.productId ?? 'empty')}
      />,
    )
  }

  return (
    <div ref={root} aria-busy={changing} className="@container">
      <div className="grid items-start gap-8 @3xl:grid-cols-[1fr_22rem] @3xl:gap-14">
        <div className={`grid gap-4 ${lines.length === 0 ? 'col-span-full' : ''}`}>
          <NoticeLine notice={shownWithLine ? undefined : outcome} quiet />
          <ul className="grid divide-y divide-line">{rows}</ul>
          {lines.length === 0 && (
            <div data-focus="empty" tabIndex={-1}>
              <EmptyCart />
            </div>
          )}
        </div>
        {lines.length > 0 && (
          <CartSummary
            cart={cart}
            changing={changing}
            accept={formOf('accept', 'place')}
            place={actions.place}
          />
        )}
      </div>
    </div>
  )
}

/** Focus must go somewhere when what had it is gone: to the element marked `data-focus`, once that is there. */
function useFocusNext() {
  const root = useRef<HTMLDivElement>(null)
  const next = useRef<string>(undefined)

  useEffect(() => {
    const target =
      next.current && root.current?.querySelector<HTMLElement>(`[data-focus="${CSS.escape(next.current)}"]`)
    if (!target) return
    next.current = undefined
    target.focus()
  })

  const focusNext = (mark: string) => {
    next.current = mark
  }
  return { root, focusNext }
}

export function EmptyCart() {
  return (
    <EmptyState category="Home" image="/products/laundry-basket.webp" heading="Your cart is empty">
      Nothing has caught your eye yet. Give it a minute.
    </EmptyState>
  )
}
