'use client'

import Link from 'next/link'
import { type MouseEvent, startTransition, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { cartAddress } from '@/lib/address'
import type { CartView } from '@/lib/basket/cart-view'
import { CartSkeleton } from '../ui/skeletons'
import { Cart, type CartActions, EmptyCart } from './cart'

type Props = { open: boolean; close: () => void; version: string; actions: CartActions }

const heading = 'drawer-heading'

/** A modal dialog traps focus, closes on Escape and gives focus back to what opened it, all by itself. */
export default function CartDrawer({ open, close, version, actions }: Props) {
  const dialog = useRef<HTMLDialogElement>(null)
  const { cart, failed, load } = useCartContents()

  useLayoutEffect(() => {
    if (open) dialog.current?.showModal()
    else dialog.current?.close()
  }, [open])

  // biome-ignore lint/correctness/useExhaustiveDependencies: another version is another cart
  useEffect(() => {
    if (open) load()
  }, [open, version])

  /** What lies around the drawer is the dialog's backdrop, and a click on it one on the dialog itself. */
  const closeFromAround = ({ target, currentTarget }: MouseEvent) => target === currentTarget && close()

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes it
    <dialog
      ref={dialog}
      aria-labelledby={heading}
      onClose={close}
      onClick={closeFromAround}
      className="drawer"
    >
      <div className="flex min-h-full flex-col px-5 sm:px-7">
        <div className="sticky top-0 z-10 -mx-1 flex items-center gap-2 bg-ground px-1 py-4">
          <h1 id={heading} className="mr-auto text-3xl">
            Your cart
          </h1>
          <Link href={cartAddress} className="button button-plain">
            Full page
          </Link>
          <button type="button" onClick={close} className="button button-quiet w-11 px-0">
            <span className="sr-only">Close cart</span>
            <span aria-hidden className="sign sign-cross" />
          </button>
        </div>
        {failed && (
          <div role="alert" className="grid justify-items-start gap-3 rounded-card bg-bad-wash p-4 text-bad">
            <p>Your cart could not be loaded.</p>
            <button type="button" onClick={load} className="button button-quiet bg-surface text-ink">
              Try again
            </button>
          </div>
        )}
        {cart === undefined && !failed && <CartSkeleton />}
        {cart === null && <EmptyCart />}
        {cart && <Cart cart={cart} actions={actions} reload={load} />}
      </div>
    </dialog>
  )
}

/** The cart as the server last answered it: undefined before that, null for who has none. */
function useCartContents() {
  const [contents, setContents] = useState<{ cart?: CartView | null; failed?: boolean }>({})
  const asked = useRef(0)

  async function load() {
    const ask = ++asked.current
    const response = await fetch('/cart/contents').catch(() => undefined)
    const answer: CartView | null | undefined = response?.ok ? await response.json() : undefined
    // An answer that was overtaken by a later one is out of date.
    if (ask !== asked.current) return
    startTransition(() => {
      setContents(({ cart }) => (answer === undefined ? { cart, failed: true } : { cart: answer }))
    })
  }

  return { ...contents, load }
}
