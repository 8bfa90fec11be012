'use client'

import { unstable_rethrow, useRouter } from 'next/navigation'
import {
  type FormEvent,
  type FormEventHandler,
  useLayoutEffect,
  useRef,
  useState,
  useTransition,
} from 'react'
import { mintChangeId } from './change-id'
import { cookiesRefusedNotice } from './notice'

/** `unproven` where it was done in a session that has only begun, which the browser may refuse to keep. */
export type FormAction<T> = (form: FormData) => Promise<T & { unproven?: boolean }>

/** `action` is what a browser without script posts to; `onSubmit` is in its place once the page runs. */
export type FormProps = { action: (form: FormData) => void; onSubmit: FormEventHandler<HTMLFormElement> }

/** What is said where an action never came back: the network or the server failed. */
export const faultNotice = {
  ok: false,
  message: 'The shop could not be reached. Please try again.',
} as const

/** The session's cookie is not for scripts to see: what comes back with a request says whether it was kept. */
async function keepsSession() {
  try {
    const answer = await fetch('/api/basket', { cache: 'no-store' })
    return !answer.ok || (await answer.json()).userName !== null
  } catch {
    return true
  }
}

/** What `action` answers, or undefined where it failed. A redirect passes through. */
export async function attempt<T>(action: FormAction<T>, form: FormData) {
  try {
    return await action(form)
  } catch (error) {
    unstable_rethrow(error)
    return undefined
  }
}

/**
 * Submits a form to its server action and keeps what came of it. useActionState makes the server stream each form apart
 * from its place on the page, and only a script can put it back; a form with the plain action works without one.
 */
export function useSubmit<T>(action: FormAction<T>) {
  const router = useRouter()
  const [outcome, setOutcome] = useState<T | typeof faultNotice | typeof cookiesRefusedNotice>()
  const [pending, start] = useTransition()
  /** Of a change that never came back: asked for again, it is the same one. */
  const unanswered = useRef<string>(undefined)

  const forget = () => setOutcome(undefined)

  // Pages stay mounted when they are left; an old outcome must not come back with them.
  useLayoutEffect(() => () => setOutcome(undefined), [])

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const { submitter } = event.nativeEvent as SubmitEvent
    const form = new FormData(event.currentTarget, submitter)
    const changeId = unanswered.current ?? mintChangeId()
    unanswered.current = undefined
    form.set('changeId', changeId)
    start(async () => {
      const answer = await attempt(action, form)
      if (!answer) unanswered.current = changeId
      const refused = answer?.unproven && !(await keepsSession())
      start(() => {
        setOutcome(refused ? cookiesRefusedNotice : (answer ?? faultNotice))
        // What the action showed is not there.
        if (refused) router.refresh()
      })
    })
  }

  return { outcome, pending, submit, forget }
}
