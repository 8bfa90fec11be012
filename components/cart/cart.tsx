'use client'

import { type FormEvent, useEffect, useId, useRef } from 'react'
import {
  type CartChange,
  type CartView,
  hasChanged,
  inStock,
  piecesNow,
  totalNow,
} from '@/lib/basket/cart-view'
import { formatMoney } from '@/lib/money-format'
import { EmptyState } from '../ui/empty-state'
import type { FormAction } from '../ui/form'
import { type Notice, NoticeLine } from '../ui/notice'
import { CartChanges } from './cart-changes'
import { CartRow, RemovedRow } from './cart-row'
import { CartSummary } from './cart-summary'
import { itemCount } from './item-count'
import { type CartOutcome, useCartChanges } from './use-cart-changes'

export type CartActions = { change: FormAction<CartOutcome> }

type Props = {
  cart: CartView
  actions: CartActions
  /** Fetches the cart again after a change, where the page does not bring it. */
  reload?: () => Promise<void>
}

export function Cart({ cart: saved, actions, reload }: Props) {
  const { cart, changing, outcome, change } = useCartChanges(saved, reload)
  const { lines, removed, locale } = cart
  const acceptId = useId()
  const root = useRef<HTMLDivElement>(null)
  const focusNext = useRef<string>(undefined)

  // Focus must go somewhere when what had it is gone: to the element marked `data-focus`, once that is there.
  useEffect(() => {
    const mark = focusNext.current && `[data-focus="${CSS.escape(focusNext.current)}"]`
    const target = mark && root.current?.querySelector<HTMLElement>(mark)
    if (!target) return
    focusNext.current = undefined
    target.focus()
  })

  // What was shown before a refusal is shown again, and what had the focus meanwhile is gone.
  useEffect(() => {
    if (outcome?.ok !== false || document.activeElement !== document.body) return
    root.current?.querySelector<HTMLElement>('[data-focus="check-out"]')?.focus()
  }, [outcome])

  function ask(wanted: CartChange, form: FormData, focus?: string) {
    if (focus) focusNext.current = focus
    change(wanted, form)
  }

  /** The form of a change that is about no line. */
  const formOf = (kind: 'put-back' | 'forget' | 'accept', focus: string) => ({
    action: actions.change,
    onSubmit: (event: FormEvent<HTMLFormElement>) => {
      event.preventDefault()
      ask({ kind }, new FormData(event.currentTarget), focus)
    },
  })

  const accept = formOf('accept', lines.some(inStock) ? 'check-out' : 'empty')
  const refused =
    outcome?.ok === false ? lines.find((line) => line.productId === outcome.productId) : undefined
  const rows = lines.map((line) => (
    <CartRow
      key={line.productId}
      line={line}
      locale={locale}
      action={actions.change}
      refusal={line === refused ? outcome?.message : undefined}
      change={(quantity, form) => ask({ kind: 'quantity', productId: line.productId, quantity }, form)}
      remove={(form) => ask({ kind: 'remove', productId: line.productId, quantity: 0 }, form, 'put-back')}
    />
  ))
  if (removed) {
    const { line, position } = removed
    const next = lines[position] ?? lines.at(-1)
    const putBack = formOf('put-back', line.productId)
    const forget = formOf('forget', next?.productId ?? 'empty')
    const row = <RemovedRow key={`removed-${line.productId}`} line={line} putBack={putBack} forget={forget} />
    rows.splice(position, 0, row)
  }

  return (
    <div ref={root} aria-busy={changing} className="cart">
      <div className="cart-columns">
        <div className={`cart-lines ${lines.length === 0 ? 'col-span-full' : ''}`}>
          <NoticeLine notice={refused ? undefined : saidOf(outcome, changing, cart)} quiet />
          {lines.some(hasChanged) && (
            <CartChanges id={acceptId} lines={lines} locale={locale} form={accept} />
          )}
          <ul className="@container grid divide-y divide-line">{rows}</ul>
          {lines.length === 0 && (
            <div data-focus="empty" tabIndex={-1}>
              <EmptyCart />
            </div>
          )}
        </div>
        {lines.length > 0 && (
          <CartSummary cart={cart} changing={changing} refused={outcome?.ok === false} acceptId={acceptId} />
        )}
      </div>
    </div>
  )
}

/** What is read out of a change that was made: once, when all is saved, and with what the cart comes to then. */
function saidOf(outcome: Notice | undefined, changing: boolean, { lines, locale }: CartView) {
  if (!outcome?.ok) return outcome
  if (changing) return undefined
  const total = `${itemCount(piecesNow(lines))}, ${formatMoney(totalNow(lines), locale)}.`
  const now = lines.length === 0 ? 'Your cart is empty.' : total
  const changed = lines.some(hasChanged) ? ' Prices or stock have changed.' : ''
  return { ...outcome, message: `${outcome.message}. ${now}${changed}` }
}

export const EmptyCart = () => (
  <EmptyState category="Home" image="/products/laundry-basket.webp" heading="Your cart is empty">
    Nothing has caught your eye yet. Give it a minute.
  </EmptyState>
)
