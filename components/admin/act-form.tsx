'use client'

import { ButtonText, ChangeFields, type FormAction, useFormAction } from '../ui/form'
import { type Notice, NoticeLine } from '../ui/notice'

type Props = {
  action: FormAction<Notice>
  fields?: Record<string, string>
  button: string
  /** Read out alone: on what. */
  of: string
}

/** One button that does something, and says what came of it. */
export function ActForm({ action, fields = {}, button, of }: Props) {
  const { outcome, pending, submit } = useFormAction(action)
  return (
    <form action={submit} className="grid justify-items-start gap-1">
      <ChangeFields {...fields} />
      <button type="submit" aria-busy={pending} className="button button-quiet">
        <ButtonText more={of}>{button}</ButtonText>
      </button>
      {outcome && <NoticeLine notice={outcome} />}
    </form>
  )
}
