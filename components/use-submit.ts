'use client'

import { unstable_rethrow } from 'next/navigation'
import { type FormEvent, type FormEventHandler, useLayoutEffect, useState, useTransition } from 'react'

export type FormAction<T> = (form: FormData) => Promise<T>

/** `action` is what a browser without script posts to; `onSubmit` is in its place once the page runs. */
export type FormProps = { action: (form: FormData) => void; onSubmit: FormEventHandler<HTMLFormElement> }

/** What is said where an action never came back: the network or the server failed. */
export const faultNotice = {
  ok: false,
  message: 'The shop could not be reached. Please try again.',
} as const

/** What `action` answers, or undefined where it failed. A redirect passes through. */
export async function attempt<T>(action: FormAction<T>, form: FormData): Promise<T | undefined> {
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
  const [outcome, setOutcome] = useState<T | typeof faultNotice>()
  const [pending, start] = useTransition()

  const forget = () => setOutcome(undefined)

  // Pages stay mounted when they are left; an old outcome must not come back with them.
  useLayoutEffect(() => () => setOutcome(undefined), [])

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const { submitter } = event.nativeEvent as SubmitEvent
    const form = new FormData(event.currentTarget, submitter)
    form.set('changeId', crypto.getRandomValues(new Uint32Array(4)).join('-'))
    start(async () => {
      const answer = await attempt(action, form)
      start(() => setOutcome(answer ?? faultNotice))
    })
  }

  return { outcome, pending, submit, forget }
}
