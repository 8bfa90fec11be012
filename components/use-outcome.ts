'use client'

import { useActionState, useLayoutEffect, useState } from 'react'

export type FormAction<T> = (before: T | undefined, form: FormData) => Promise<T>

/** What came of a form's action, until the page is left: pages stay mounted, and an old outcome would come back. */
export function useOutcome<T>(action: FormAction<T>) {
  const [outcome, submit, pending] = useActionState<T | undefined, FormData>(action, undefined)
  const [left, leave] = useState<T>()
  useLayoutEffect(() => () => leave(outcome), [outcome])
  return [outcome === left ? undefined : outcome, submit, pending] as const
}
