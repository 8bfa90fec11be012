'use client'

import { startTransition, useEffect, useEffectEvent } from 'react'
import { type FormAction, useFormAction } from '@/components/ui/form'
import type { Notice } from '@/components/ui/notice'
import { Refusal } from '@/components/ui/refusal'

type Props = {
  action: FormAction<Notice>
  /** How far the run under way has come; undefined where there is none. */
  version?: number | undefined
}

/** Begins a run, and goes on with it until it has ended: by itself on a page that runs, else at each press. */
export function CheckTables({ action, version }: Props) {
  const { outcome, submit, pending } = useFormAction(action)
  const isRefused = outcome?.ok === false
  const goOn = useEffectEvent(() => {
    if (version !== undefined && !isRefused) startTransition(() => submit(new FormData()))
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: each page that was checked asks for the next
  useEffect(() => goOn(), [version])

  return (
    <form action={submit} className="grid justify-items-start gap-2">
      <button type="submit" className="button button-strong" aria-busy={pending}>
        {version === undefined ? 'Check all tables' : 'Go on'}
      </button>
      <Refusal of={isRefused ? outcome : undefined} className="px-3 py-2" />
    </form>
  )
}
