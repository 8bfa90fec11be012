'use client'

import { unstable_rethrow } from 'next/navigation'
import { useActionState, useLayoutEffect, useRef, useState } from 'react'
import { mintChangeId } from './change-id'
import type { Notice } from './notice'

export type FormAction<Outcome> = (form: FormData) => Promise<Outcome>

/** `changeId` names the change that was not answered: asked for again, it is the same one. */
type Fault = { ok: false; message: string; changeId: string }

/** What is said where an answer never came: the network or the server failed. */
export const faultMessage = 'The shop could not be reached. Please try again.'

const answered =
  <Outcome extends Notice>(action: FormAction<Outcome>) =>
  async (before: Outcome | Fault | undefined, form: FormData): Promise<Outcome | Fault> => {
    const changeId = before && 'changeId' in before ? before.changeId : mintChangeId()
    form.set('changeId', changeId)
    form.set('scripted', 'yes')
    try {
      return await action(form)
    } catch (error) {
      unstable_rethrow(error)
      return { ok: false, message: faultMessage, changeId }
    }
  }

/**
 * useActionState for a form whose action may fail without taking the page away. What came of a submit is forgotten once the
 * page, which stays mounted, is left. On the server `submit` is the action itself, to which a form is posted before the
 * scripts have arrived.
 */
export function useFormAction<Outcome extends Notice>(action: FormAction<Outcome>) {
  const [state, dispatch, pending] = useActionState(answered(action), undefined)
  const [forgotten, forget] = useState<typeof state>()
  const latest = useRef(state)
  useLayoutEffect(() => {
    latest.current = state
    return () => forget(state)
  }, [state])
  const submit: (form: FormData) => void = typeof window === 'undefined' ? action : dispatch
  return {
    outcome: state === forgotten ? undefined : state,
    submit,
    pending,
    forget: () => forget(latest.current),
  }
}
