'use client'

import { type FormEvent, type ReactNode, useEffect, useRef } from 'react'
import type { CartView } from '@/lib/basket/cart-view'
import { type Notice, NoticeLine } from '../ui/notice'
import type { FormAction } from '../ui/use-submit'
import { CartRow } from './cart-row'
import { CartSummary } from './cart-summary'
import type { PlaceAction } from './checkout-form'
import { EmptyCart } from './empty-cart'
import { RemovedRow } from './removed-row'
import { takeUnsaved } from './unsaved-quantities'
import { useCartChanges } from './use-cart-changes'

export type CartActions = {
  change: FormAction<Notice>
  putBack: FormAction<Notice>
  forget: FormAction<Notice>
  accept: FormAction<Notice>
  place: PlaceAction
}

type Props = {
  cart: CartView
  actions: CartActions
  /** Fetches the cart again after a change, where the action's answer does not bring it. */
  reload?: () => Promise<void>
  /** Below the summary. */
  children?: ReactNode
}

export function Cart({ cart: saved, actions, reload, children }: Props) {
  const { cart, changing, outcome, change } = useCartChanges(saved, reload)
  const { lines, removed } = cart
  const { root, focusNext } = useFocusNext()

  const refusalOf = (productId: string) =>
    outcome && !outcome.notice.ok && 'productId' in outcome.change && outcome.change.productId === productId
      ? outcome.notice.message
      : undefined
  const shownWithLine = lines.some(({ productId }) => refusalOf(productId) !== undefined)

  function setQuantity(productId: string, quantity: number, form: FormData) {
    change({ kind: quantity === 0 ? 'remove' : 'quantity', productId, quantity }, actions.change, form)
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: once, and the page before left nothing more than once
  useEffect(() => {
    for (const { productId, quantity, form } of takeUnsaved())
      if (lines.some((line) => line.productId === productId)) setQuantity(productId, quantity, form)
  }, [])

  const submit =
    (kind: 'put-back' | 'forget' | 'accept', action: FormAction<Notice>, focus: string) =>
    (event: FormEvent<HTMLFormElement>) => {
      event.preventDefault()
      focusNext(focus)
      change({ kind }, action, new FormData(event.currentTarget))
    }

  const rows = lines.map((line) => (
    <CartRow
      key={line.productId}
      line={line}
      locale={cart.locale}
      action={actions.change}
      refusal={refusalOf(line.productId)}
      setQuantity={(quantity, form) => {
        const { productId } = line
        if (quantity === 0) focusNext('put-back')
        setQuantity(productId, quantity, form)
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
        putBack={{
          action: actions.putBack,
          onSubmit: submit('put-back', actions.putBack, removed.line.productId),
        }}
        forget={{
          action: actions.forget,
          onSubmit: submit('forget', actions.forget, next?.productId ?? 'empty'),
        }}
      />,
    )
  }

  return (
    <div ref={root} aria-busy={changing} className="group/cart @container">
      <div className="grid items-start gap-8 @3xl:grid-cols-[1fr_22rem] @3xl:gap-14">
        <div className={`grid gap-4 ${lines.length === 0 ? 'col-span-full' : ''}`}>
          <NoticeLine notice={shownWithLine ? undefined : outcome?.notice} quiet />
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
            accept={{ action: actions.accept, onSubmit: submit('accept', actions.accept, 'place') }}
            place={actions.place}
          >
            {children}
          </CartSummary>
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
