'use client'

import { ButtonText, ChangeFields, type FormAction, useFormAction } from '../ui/form'
import { type Notice, NoticeLine } from '../ui/notice'

export type WatchAction = FormAction<Notice>

type Props = { productId: string; name: string; watching: boolean; action: WatchAction }

export const watchingText = 'We will tell you on My orders once it is back.'

/** For what is sold out: a way to be told of its return, and the way back from that. */
export function WatchForm({ productId, name, watching, action }: Props) {
  const { outcome, pending, submit } = useFormAction(action)
  const said = outcome?.ok === false ? outcome : watching ? { ok: true, message: watchingText } : outcome
  return (
    <form action={submit} className="grid justify-items-start gap-3">
      <ChangeFields key={String(watching)} productId={productId} watch={watching ? 'off' : 'on'} />
      <button
        type="submit"
        aria-busy={pending}
        className={`button min-h-13 px-8 aria-busy:opacity-60 ${watching ? 'button-quiet' : 'button-strong'}`}
      >
        {watching ? (
          <ButtonText more={name}>Stop watching</ButtonText>
        ) : (
          <ButtonText more={`in stock: ${name}`}>Tell me when it is back</ButtonText>
        )}
      </button>
      <div className="min-h-9">
        <NoticeLine notice={said} />
      </div>
    </form>
  )
}
