'use client'

import { type ReactNode, useEffect, useRef } from 'react'
import type { AccountErrors, AccountField } from '@/lib/account/account'
import { TextField } from '../ui/field'
import { ChangeFields, type FormAction, sendKept, useFormAction } from '../ui/form'
import { type Notice, NoticeLine } from '../ui/notice'

export type AccountOutcome = Notice & { errors?: AccountErrors }
export type AccountAction = FormAction<AccountOutcome>

const inputs = {
  email: { label: 'E-mail', type: 'email', maxLength: 254 },
  current: { label: 'Your password now', type: 'password' },
  password: { label: 'Password', type: 'password' },
  code: { label: 'Recovery code', type: 'text', maxLength: 64 },
} as const

type Asked = { name: AccountField; label?: string; hint?: string; autoComplete: string }

type Props = {
  action: AccountAction
  fields: readonly Asked[]
  button: string
  /** Of a form that was refused before the scripts had arrived. */
  draft: { email?: string | undefined; errors: AccountErrors } | undefined
  hidden?: Record<string, string>
  children?: ReactNode
}

export function AccountForm({ action, fields, button, draft, hidden, children }: Props) {
  const { outcome, pending, submit } = useFormAction<AccountOutcome>(action)
  const errors = outcome ? errorsOf(outcome) : (draft?.errors ?? {})
  const firstFault = fields.find(({ name }) => errors[name])?.name
  const form = useRef<HTMLFormElement>(null)

  useEffect(() => {
    if (!outcome) return
    if (outcome.ok) form.current?.reset()
    else form.current?.querySelector<HTMLElement>('[aria-invalid="true"], [type="password"]')?.focus()
  }, [outcome])

  return (
    <form ref={form} action={submit} onSubmit={sendKept(submit, !pending)} noValidate className="grid gap-5">
      <ChangeFields {...hidden} />
      {fields.length > 0 && (
        <div className="fields">
          {fields.map(({ name, ...field }) => (
            <TextField
              key={name}
              {...inputs[name]}
              {...field}
              name={name}
              error={errors[name]}
              defaultValue={name === 'email' ? draft?.email : undefined}
              autoFocus={!outcome && name === firstFault}
              required
            />
          ))}
        </div>
      )}
      <div className="grid gap-3">
        <button
          type="submit"
          aria-busy={pending}
          aria-disabled={pending}
          className="button button-strong min-h-13 w-full text-lg"
        >
          {button}
        </button>
        <NoticeLine notice={outcome} />
      </div>
      {children}
    </form>
  )
}

const errorsOf = (outcome: AccountOutcome | Notice): AccountErrors =>
  ('errors' in outcome && outcome.errors) || {}
