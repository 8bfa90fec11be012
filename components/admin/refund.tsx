'use client'

import { TextField } from '../ui/field'
import { ChangeFields, type FormAction, sendKept, useFormAction } from '../ui/form'
import { type Notice, NoticeLine } from '../ui/notice'
import { SignInAgain } from './sign-in-again'

type Props = {
  orderId: string
  /** Decimal dollars. */
  amount: string
  /** Why it cannot be refunded, where it cannot. */
  obstacle: string | undefined
  /** Its shopper may no longer cancel it. */
  isSent: boolean
  isFresh: boolean
  /** Where to sign in anew, to come back here. */
  signInAgain: string
  refund: FormAction<Notice>
}

/** Gives the money of a confirmed order back, and its stock. It asks how much and why, and says what came of it. */
export function Refund({ orderId, amount, obstacle, isSent, isFresh, signInAgain, refund }: Props) {
  const { outcome, pending, submit } = useFormAction(refund)
  return (
    <section aria-labelledby="refund" className="panel grid justify-items-start gap-4 p-5 sm:p-6" data-steady>
      <h2 id="refund" className="panel-title">
        Refund
      </h2>
      {obstacle ? (
        <p className="max-w-[70ch] text-soft">{obstacle}</p>
      ) : (
        <p className="max-w-[70ch] text-soft">
          The order is cancelled by the shop: the whole payment goes back, and what was reserved is sold
          again.
          {isSent && ' It counts as sent: wait until the goods are back, or are known to be lost.'} Its
          shopper sees that the shop has cancelled it. This cannot be taken back.
        </p>
      )}
      {!obstacle && !isFresh && <SignInAgain address={signInAgain} />}
      {!obstacle && isFresh && (
        <form
          action={submit}
          onSubmit={sendKept(submit, !pending)}
          noValidate
          className="grid w-full max-w-md gap-4"
        >
          <ChangeFields orderId={orderId} />
          <TextField
            name="amount"
            label="Amount in US dollars"
            hint={`All of it: ${amount}`}
            error={undefined}
            autoComplete="off"
            maxLength={20}
            required
          />
          <TextField
            name="why"
            label="Reason"
            hint="Kept in the audit. The shopper does not see it."
            error={undefined}
            autoComplete="off"
            maxLength={500}
            required
          />
          <button type="submit" aria-busy={pending} className="button button-strong justify-self-start">
            Refund {amount}
          </button>
        </form>
      )}
      <NoticeLine notice={outcome} />
    </section>
  )
}
