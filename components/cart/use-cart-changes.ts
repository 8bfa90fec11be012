'use client'

import { useRouter } from 'next/navigation'
import { useLayoutEffect, useOptimistic, useRef, useState, useTransition } from 'react'
import { type CartChange, type CartView, changedCart } from '@/lib/basket/cart-view'
import { mintChangeId } from '../ui/change-id'
import type { Notice } from '../ui/notice'
import { faultMessage } from '../ui/use-form-action'

/** `productId` is whose line the change was about, if it was about one. */
export type CartOutcome = Notice & { productId?: string | undefined }

/**
 * Shows each change of the cart at once and sends it at once, so that none is lost when the page is left: quantities do not
 * wait for each other, everything else for what was sent before.
 *
 * @param reload fetches the cart again where the page does not show it
 */
export function useCartChanges(saved: CartView, reload?: () => Promise<void>) {
  const router = useRouter()
  const [cart, show] = useOptimistic(saved, changedCart)
  const [changing, start] = useTransition()
  const [outcome, setOutcome] = useState<CartOutcome>()
  const unanswered = useRef(0)
  const refused = useRef(false)
  const all = useRef<Promise<unknown>>(Promise.resolve())
  const inOrder = useRef<Promise<unknown>>(Promise.resolve())

  // Pages stay mounted when they are left; an old outcome must not come back with them.
  useLayoutEffect(() => () => setOutcome(undefined), [])

  function send(wanted: CartChange, form: FormData) {
    const isOrdered = !('productId' in wanted)
    const sent = (isOrdered ? all : inOrder).current.then(() => post(form))
    all.current = Promise.all([all.current, sent])
    if (isOrdered) inOrder.current = sent
    return sent
  }

  function change(wanted: CartChange, form: FormData) {
    form.set('changeId', mintChangeId())
    if (unanswered.current++ === 0) refused.current = false
    start(async () => {
      show(wanted)
      const answer = await send(wanted, form)
      const isLast = --unanswered.current === 0
      // What was refused stays said when others are made beside it.
      refused.current ||= !answer.ok
      if (isLast) await reload?.()
      start(() => {
        if (!answer.ok || !refused.current) setOutcome(answer)
        if (isLast) router.refresh()
      })
    })
  }

  return { cart, changing, outcome, change }
}

async function post(form: FormData): Promise<CartOutcome> {
  const productId = form.get('productId')?.toString()
  try {
    const response = await fetch('/cart/change', { method: 'POST', body: form, keepalive: true })
    const answer = await response.json()
    return response.ok ? answer : { ok: false, message: answer.error.message, productId }
  } catch {
    return { ok: false, message: faultMessage, productId }
  }
}
