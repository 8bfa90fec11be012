'use client'

import type { Consumer } from '@/lib/pause/pause'
import { Field } from '../ui/field'
import { ChangeFields, type FormAction, sendKept, useFormAction } from '../ui/form'
import { type Notice, NoticeLine } from '../ui/notice'

type Props = { action: FormAction<Notice>; consumer: Consumer; longestMinutes: number }

/** How long, why, and once more which: the browser holds to them, and the shop. */
export function PauseForm({ action, consumer, longestMinutes }: Props) {
  const { outcome, pending, submit } = useFormAction(action)
  return (
    <form action={submit} onSubmit={sendKept(submit, !pending)} className="grid max-w-md gap-4">
      <ChangeFields consumer={consumer} />
      <Field name="minutes" label="Minutes" hint="Then it resumes by itself." error={undefined}>
        {(described) => (
          <input
            {...described}
            type="number"
            inputMode="numeric"
            min={1}
            max={longestMinutes}
            defaultValue={15}
            required
          />
        )}
      </Field>
      <Field
        name="why"
        label="Why"
        hint="Shown on every page of the console, and kept in the audit."
        error={undefined}
      >
        {(described) => <input {...described} type="text" maxLength={300} required dir="auto" />}
      </Field>
      <Field name="typed" label={`Type ${consumer} to go on`} error={undefined}>
        {(described) => (
          <input
            {...described}
            type="text"
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            pattern={consumer}
            title={consumer}
            required
          />
        )}
      </Field>
      <button type="submit" aria-busy={pending} className="button button-strong justify-self-start">
        Pause {consumer}
      </button>
      <NoticeLine notice={outcome} />
    </form>
  )
}
