'use client'

import { ChangeFields, type FormAction, useFormAction } from '../ui/form'
import { type Notice, NoticeLine } from '../ui/notice'

type Props = { action: FormAction<Notice>; button: string }

export function SignOut({ action, button }: Props) {
  const { outcome, pending, submit } = useFormAction(action)
  return (
    <form action={submit} className="grid justify-items-start gap-2">
      <ChangeFields />
      <button type="submit" aria-busy={pending} className="button button-quiet">
        {button}
      </button>
      {outcome && <NoticeLine notice={outcome} />}
    </form>
  )
}
