'use client'

import { useEffect, useLayoutEffect, useOptimistic, useRef, useState, useTransition } from 'react'
import { type CartChange, type CartView, changedCart } from '@/lib/basket/cart-view'
import { mintChangeId } from '../ui/change-id'
import type { Notice } from '../ui/notice'
import { attempt, type FormAction, faultNotice } from '../ui/use-submit'
import { keepUnsaved } from './unsaved-quantities'

type Unsent = { action: FormAction<Notice>; form: FormData }
export type CartOutcome = { change: CartChange; notice: Notice }

/**
 * Shows each change of the cart at once and saves them one after the other. While one is being saved only the last
 * quantity of each product waits, so that ten quick clicks are two requests and end at the tenth. A page that goes away
 * leaves to the next one what it has no answer to.
 */
export function useCartChanges(saved: CartView, reload?: () => Promise<void>) {
  const [cart, show] = useOptimistic(saved, changedCart)
  const [changing, start] = useTransition()
  const [outcome, setOutcome] = useState<CartOutcome>()
  const sending = useRef<Promise<unknown>>(Promise.resolve())
  const unsent = useRef(new Map<string, Unsent>())
  const saving = useRef<FormData>(undefined)

  // Pages stay mounted when they are left; an old outcome must not come back with them.
  useLayoutEffect(() => () => setOutcome(undefined), [])

  useEffect(() => {
    const keep = () =>
      keepUnsaved([
        ...(saving.current ? [saving.current] : []),
        ...[...unsent.current.values()].map(({ form }) => form),
      ])
    window.addEventListener('pagehide', keep)
    return () => window.removeEventListener('pagehide', keep)
  }, [])

  function send(key: string, action: FormAction<Notice>, form: FormData) {
    unsent.current.set(key, { action, form })
    const sent = sending.current.then(() => sendUnsent(key))
    sending.current = sent.catch(() => undefined)
    return sent
  }

  async function sendUnsent(key: string): Promise<Notice | 'superseded'> {
    const next = unsent.current.get(key)
    if (!next) return 'superseded'
    unsent.current.delete(key)
    saving.current = next.form
    const notice = await attempt(next.action, next.form)
    saving.current = undefined
    return notice ?? faultNotice
  }

  function change(wanted: CartChange, action: FormAction<Notice>, form: FormData) {
    form.set('changeId', mintChangeId())
    start(async () => {
      show(wanted)
      const notice = await send('productId' in wanted ? wanted.productId : wanted.kind, action, form)
      if (notice === 'superseded') return
      await reload?.()
      start(() => setOutcome({ change: wanted, notice }))
    })
  }

  return { cart, changing, outcome, change }
}
