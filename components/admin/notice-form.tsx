'use client'

import type { ReactNode } from 'react'
import { ChangeFields, type FormAction, sendKept, useFormAction } from '../ui/form'
import { type Notice, NoticeLine } from '../ui/notice'

type Props = {
  action: FormAction<Notice>
  fields: Record<string, string>
  /** What was typed stays where it is refused. Which of several buttons was pressed is not told then. */
  isKept?: boolean
  className: string
  children: ReactNode
}

/** A form of whatever the server has drawn into it, which says what came of it. */
export function NoticeForm({ action, fields, isKept = false, className, children }: Props) {
  const { outcome, pending, submit } = useFormAction(action)
  return (
    <form
      action={submit}
      onSubmit={isKept ? sendKept(submit, !pending) : undefined}
      aria-busy={pending}
      className={`aria-busy:opacity-60 ${className}`}
    >
      <ChangeFields {...fields} />
      {children}
      {outcome && <NoticeLine notice={outcome} />}
    </form>
  )
}
