'use client'

import { type FormEvent, startTransition, useEffect, useRef } from 'react'
import { ChangeFields, type FormAction, useFormAction } from '../ui/form'
import type { Notice } from '../ui/notice'

export type RetryProps = {
  orderId: string
  /** Of the purchase that this form makes: sent twice it is still one. */
  checkoutId: string
  payments: { value: string; label: string }[]
  /** How the declined payment was to be made, where that is known. */
  declined?: string | undefined
  action: FormAction<Notice>
}

/** `expectedTotal`, in decimal dollars, is what the shopper has seen: another total is refused. */
export function RetryForm(props: RetryProps & { expectedTotal: number }) {
  const { orderId, checkoutId, expectedTotal, payments, declined, action } = props
  const { outcome: refusal, pending, submit } = useFormAction(action)
  const alert = useRef<HTMLParagraphElement>(null)
  const other = declined && payments.find(({ value }) => value !== declined)?.value

  useEffect(() => {
    if (refusal) alert.current?.focus()
  }, [refusal])

  /** React would reset the form after its action, and with it the choice of payment. */
  function place(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    if (!pending) startTransition(() => submit(form))
  }

  return (
    <form action={submit} onSubmit={place} className="grid gap-5">
      <ChangeFields orderId={orderId} checkoutId={checkoutId} expectedTotal={expectedTotal} />
      <fieldset className="grid gap-2">
        <legend className="mb-2 font-semibold">Pay with</legend>
        {payments.map(({ value, label }) => (
          <label key={value} className="choice">
            <input
              type="radio"
              name="paymentMethod"
              value={value}
              required
              defaultChecked={value === other}
            />
            {label}
            {value === declined && <span className="ml-auto text-soft text-sm">declined</span>}
          </label>
        ))}
      </fieldset>
      {refusal && (
        <p
          ref={alert}
          role="alert"
          tabIndex={-1}
          className="wash animate-arrive bg-bad-wash font-medium text-bad"
        >
          {refusal.message}
        </p>
      )}
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
