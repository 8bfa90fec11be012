'use client'

import { useRouter } from 'next/navigation'
import { useLayoutEffect, useOptimistic, useRef, useState, useTransition } from 'react'
import { type CartChange, type CartView, changedCart } from '@/lib/basket/cart-view'
import { faultMessage, mintChangeId } from '../ui/form'
import type { Notice } from '../ui/notice'

/** `productId` is whose line the change was about, if it was about one. */
export type CartOutcome = Notice & { productId?: string | undefined }

/**
 * Shows each change of the cart at once and sends it at once, so that none is lost when the page is left: quantities do not
 * wait for each other, everything else for what was sent before. `reload` fetches a cart that its page does not bring.
 */
export function useCartChanges(saved: CartView, reload?: () => Promise<void>) {
  const router = useRouter()
  const [cart, show] = useOptimistic(saved, changedCart)
  const [changing, start] = useTransition()
  const [outcome, setOutcome] = useState<CartOutcome>()
  /** Of the changes that are on their way together. */
  const together = useRef({ unanswered: 0, saved: false, refused: false })
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
    const { current } = together
    if (current.unanswered++ === 0) {
      Object.assign(current, { saved: false, refused: false })
      // Said of the change before, it would be said again.
      setOutcome((last) => (last?.ok ? undefined : last))
    }
    start(async () => {
      show(wanted)
      const answer = await send(wanted, form)
      current.refused ||= !answer?.ok
      current.saved ||= answer !== undefined
      const isDone = --current.unanswered === 0 && current.saved
      if (isDone) await reload?.()
      start(() => {
        // A refusal stays shown when others are answered beside it.
        if (!answer?.ok || !current.refused) setOutcome(answer ?? faultOf(form))
        if (isDone) router.refresh()
      })
    })
  }

  return { cart, changing, outcome, change }
}

const faultOf = (form: FormData): CartOutcome => ({
  ok: false,
  message: faultMessage,
  productId: form.get('productId')?.toString(),
})

/** What the shop answers to a change; undefined where it could not be reached. */
async function post(form: FormData): Promise<CartOutcome | undefined> {
  try {
    const response = await fetch('/cart/change', { method: 'POST', body: form, keepalive: true })
    const answer = await response.json()
    return response.ok ? answer : { ...faultOf(form), message: answer.error.message }
  } catch {
    return undefined
  }
}
