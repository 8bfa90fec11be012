'use client'

import { unstable_rethrow } from 'next/navigation'
import {
  type FormEvent,
  type ReactNode,
  startTransition,
  useActionState,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'
import type { Notice } from './notice'

export type FormAction<Outcome> = (form: FormData) => Promise<Outcome>

/** An id as `ChangeId` takes it. crypto.randomUUID is not there on a page that came over http. */
export const mintChangeId = () => crypto.getRandomValues(new Uint32Array(3)).join('-')

/**
 * Hidden fields of a form and the name of the change it asks for, which is made once however often it is posted. `off` keeps
 * a browser from filling in the name that it had before a reload.
 */
export function ChangeFields(fields: Record<string, string | number>) {
  const [id] = useState(mintChangeId)
  return (
    <>
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <input type="hidden" name="changeId" defaultValue={id} autoComplete="off" suppressHydrationWarning />
    </>
  )
}

/** The words of a button in one piece; `more` is only read out. */
export const ButtonText = ({ children, more }: { children: ReactNode; more: string }) => (
  <span>
    {children} <span className="sr-only">{more}</span>
  </span>
)

/** `changeId` names the change that was not answered: asked for again, it is the same one. */
type Fault = Notice & { changeId: string }

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
 * useActionState for a form whose action may fail without taking the page away, and whose outcome is forgotten once the page
 * is left. On the server `submit` is the action itself, to which a form is posted before the scripts have arrived.
 */
export function useFormAction<Outcome extends Notice>(action: FormAction<Outcome>) {
  const [state, dispatch, pending] = useActionState(answered(action), undefined)
  const [forgotten, forget] = useState<typeof state>()
  const latest = useRef(state)
  useLayoutEffect(() => {
    latest.current = state
    return () => forget(state)
  }, [state])
  const outcome = state === forgotten ? undefined : state
  const submit: (form: FormData) => void = typeof window === 'undefined' ? action : dispatch
  return { outcome, submit, pending, forget: () => forget(latest.current) }
}

/** For `onSubmit`: React would reset the form after its action, and with it all that was typed or chosen. */
export const sendKept =
  (submit: (form: FormData) => void, mayBeSent: boolean) => (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    if (mayBeSent) startTransition(() => submit(form))
  }
