'use client'

import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { type MouseEvent, useEffect, useState } from 'react'
import { checkoutAddress } from '@/lib/address'
import {
  type CartView,
  hasChanged,
  piecesAsked,
  piecesNow,
  totalAgreed,
  totalNow,
} from '@/lib/basket/cart-view'
import { formatMoney } from '@/lib/money-format'
import { itemCount } from './item-count'
import { Was } from './was'

type Props = {
  cart: CartView
  changing: boolean
  /** The change before was. */
  refused: boolean
  /** The id of the form that accepts what has changed. */
  acceptId: string
}

/** How many pieces can be bought and what they come to, with the way on: always in sight. */
export function CartSummary({ cart: { lines, locale }, changing, refused, acceptId }: Props) {
  const [pieces, asked] = [piecesNow(lines), piecesAsked(lines)]
  const [total, agreed] = [totalNow(lines), totalAgreed(lines)]
  return (
    <section aria-labelledby="summary-heading" className="cart-summary">
      <h2 id="summary-heading" className="panel-title">
        Summary
      </h2>
      <div className="cart-total">
        <p>
          <span id="total-label">Total</span>
          {/* What came of a change is said once, by the cart. */}
          <output aria-labelledby="total-label" aria-live="off">
            <span key={total} suppressHydrationWarning>
              {formatMoney(total, locale)}
            </span>
          </output>
          {total !== agreed && <Was>{formatMoney(agreed, locale)}</Was>}
        </p>
        <p id="cart-state" className="text-soft text-sm">
          {changing && 'Updating your cart…'}
          {!changing && pieces !== asked && (
            <>
              <Was>{asked}</Was>{' '}
            </>
          )}
          {!changing && itemCount(pieces)}
        </p>
      </div>
      {lines.some(hasChanged) ? (
        <button
          type="submit"
          form={acceptId}
          data-focus="check-out"
          aria-describedby={`${acceptId}-heading`}
          className="button button-strong cart-way-on"
        >
          Accept changes
        </button>
      ) : (
        <CheckOutLink changing={changing} refused={refused} />
      )}
    </section>
  )
}

/** Waits for changes that are on their way: the checkout shows what the server has. Who is refused one stays. */
function CheckOutLink({ changing, refused }: Pick<Props, 'changing' | 'refused'>) {
  const router = useRouter()
  const [clicked, setClicked] = useState(false)

  useEffect(() => {
    if (!clicked || changing) return
    setClicked(false)
    if (!refused) router.push(checkoutAddress)
  }, [clicked, changing, refused, router])

  function wait(event: MouseEvent) {
    if (!changing) return
    event.preventDefault()
    setClicked(true)
  }

  return (
    <Link
      href={checkoutAddress}
      data-focus="check-out"
      onClick={wait}
      aria-describedby="cart-state"
      className="button button-strong cart-way-on"
    >
      Check out
    </Link>
  )
}
