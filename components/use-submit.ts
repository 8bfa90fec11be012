'use client'

import { type FormEvent, type FormEventHandler, useLayoutEffect, useState, useTransition } from 'react'

export type FormAction<T> = (form: FormData) => Promise<T>

/** `action` is what a browser without script posts to; `onSubmit` is in its place once the page runs. */
export type FormProps = { action: (form: FormData) => void; onSubmit: FormEventHandler<HTMLFormElement> }

/**
 * Submits a form to its server action and keeps what came of it. useActionState makes the server stream each form apart
 * from its place on the page, and only a script can put it back; a form with the plain action works without one.
 */
export function useSubmit<T>(action: FormAction<T>) {
  const [outcome, setOutcome] = useState<T>()
  const [pending, start] = useTransition()

  // Pages stay mounted when they are left; an old outcome must not come back with them.
  useLayoutEffect(() => () => setOutcome(undefined), [])

  function submit(event: FormEvent<HTMLFormElement>, meanwhile?: (form: FormData) => void) {
    event.preventDefault()
    const { submitter } = event.nativeEvent as SubmitEvent
    const form = new FormData(event.currentTarget, submitter)
    start(async () => {
      meanwhile?.(form)
      const answer = await action(form)
      start(() => setOutcome(answer))
    })
  }

  return { outcome, pending, submit }
}
