'use client'

import type { Choice } from '@/lib/checkout/checkout-view'
import { Choices } from '../checkout/choices'
import { ChangeFields, type FormAction, sendKept, useFormAction } from '../ui/form'
import type { Notice } from '../ui/notice'
import { Refusal } from '../ui/refusal'

export type RetryProps = {
  orderId: string
  /** Of the purchase that this form makes: sent twice it is still one. */
  checkoutId: string
  payments: Choice[]
  action: FormAction<Notice>
}

/** `expectedTotal`, in decimal dollars, is what the shopper has seen: another total is refused. */
export function RetryForm(props: RetryProps & { expectedTotal: number }) {
  const { orderId, checkoutId, expectedTotal, payments, action } = props
  const { outcome: refusal, pending, submit } = useFormAction(action)

  return (
    <form action={submit} onSubmit={sendKept(submit, !pending)} className="grid gap-5">
      <ChangeFields orderId={orderId} checkoutId={checkoutId} expectedTotal={expectedTotal} />
      <Choices legend="Pay with" name="paymentMethod" choices={payments} />
      <Refusal of={refusal} />
      <div className="grid gap-2">
        <button
          type="submit"
          aria-disabled={pending}
          aria-busy={pending}
          className="button button-strong min-h-13 w-full text-lg"
        >
          Place order
        </button>
        <p role="status" className="min-h-6 text-center text-soft text-sm">
          {pending && 'Placing your order…'}
        </p>
      </div>
    </form>
  )
}
