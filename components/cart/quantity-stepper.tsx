'use client'

import { type FormEvent, useId, useState } from 'react'
import { type CartLine, inStock } from '@/lib/basket/cart-view'
import { ChangeFields } from '../ui/form'

type Props = {
  line: CartLine
  action: (form: FormData) => void
  /** Why the quantity that was asked for last was refused. */
  refusal: string | undefined
  change: (quantity: number, form: FormData) => void
}

const maxQuantity = 99

/** What is typed stays until it is saved, also when it is refused. */
export function QuantityStepper({ line, action, refusal, change }: Props) {
  const { productId, name, quantity } = line
  const [typed, setTyped] = useState<string>()
  const [fault, setFault] = useState<string>()
  const errorId = useId()
  const error = fault ?? refusal
  if (typed === String(quantity)) setTyped(undefined)
  const isShort = typed === undefined && inStock(line) < quantity

  function ask(wanted: string, form: FormData) {
    const valid = /^[1-9]\d?$/.test(wanted)
    setFault(valid ? undefined : `Type a whole number from 1 to ${maxQuantity}.`)
    if (valid && wanted !== String(quantity)) change(Number(wanted), form)
  }

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const { submitter } = event.nativeEvent as SubmitEvent
    const form = new FormData(event.currentTarget, submitter)
    const step = form.get('step')
    if (step === null) return ask(typed ?? String(quantity), form)
    if (submitter?.ariaDisabled === 'true') return
    setTyped(undefined)
    ask(String(quantity + Number(step)), form)
  }

  return (
    <form action={action} onSubmit={submit} className="grid justify-items-start gap-1">
      <div className="outlined inline-flex items-center">
        <ChangeFields productId={productId} />
        {/* The first submit button is the one Enter presses, and must not be a step. */}
        <button type="submit" tabIndex={-1} aria-hidden className="sr-only">
          Update quantity of {name}
        </button>
        <StepButton step={-1} label={`One fewer ${name}`} disabled={quantity <= 1} />
        <input
          type="text"
          name="quantity"
          autoComplete="off"
          value={typed ?? String(quantity)}
          onChange={({ target }) => setTyped(target.value)}
          onBlur={({ target }) => typed !== undefined && target.form && ask(typed, new FormData(target.form))}
          inputMode="numeric"
          aria-label={`Quantity of ${name}`}
          aria-invalid={error !== undefined}
          aria-describedby={error === undefined ? undefined : errorId}
          className={`stepper-field ${isShort ? 'text-soft line-through' : ''}`}
        />
        <StepButton step={1} label={`One more ${name}`} disabled={quantity >= maxQuantity} />
      </div>
      <p id={errorId} role="alert" className="refusal max-w-36 @lg:max-w-56 empty:hidden">
        {error}
      </p>
    </form>
  )
}

function StepButton({ step, label, disabled }: { step: 1 | -1; label: string; disabled: boolean }) {
  return (
    <button
      type="submit"
      name="step"
      value={step}
      aria-disabled={disabled}
      aria-label={label}
      className="stepper"
    >
      <span aria-hidden>{step > 0 ? '+' : '−'}</span>
    </button>
  )
}
