import Link from 'next/link'
import type { FormEvent, FormEventHandler } from 'react'
import { productAddress } from '@/lib/address'
import { type CartLine, inStock } from '@/lib/basket/cart-view'
import { formatMoney } from '@/lib/money-format'
import { ButtonText, ChangeFields } from '../ui/form'
import { Picture } from '../ui/picture'
import { QuantityStepper } from './quantity-stepper'
import { Was } from './was'

/** `action` takes the form before the scripts have arrived, `onSubmit` in its place from then on. */
export type FormProps = { action: (form: FormData) => void; onSubmit: FormEventHandler<HTMLFormElement> }

type Props = {
  line: CartLine
  locale: string
  action: FormProps['action']
  refusal: string | undefined
  change: (quantity: number, form: FormData) => void
  remove: (form: FormData) => void
}

export function CartRow({ line, locale, action, refusal, change, remove }: Props) {
  const { productId, name, quantity, price, agreed, available } = line
  const [amount, agreedAmount] = [price * inStock(line), agreed * quantity]

  function submitRemoval(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    remove(new FormData(event.currentTarget))
  }

  return (
    <li className="grid grid-cols-[5.5rem_minmax(0,1fr)_auto] gap-x-4 gap-y-2 py-5 first:pt-0 @lg:grid-cols-[8rem_minmax(0,1fr)_auto] @lg:gap-x-6">
      <Picture of={line} soon dim={available === 0} className="row-span-2 self-start rounded-card" />
      <div className="grid content-start">
        <h2 className="wrap-anywhere font-semibold text-xl leading-snug">
          <Link href={productAddress(productId)} data-focus={productId} className="text-link min-h-11">
            {name}
          </Link>
        </h2>
        <p className="text-soft tabular-nums" suppressHydrationWarning>
          {price !== agreed && (
            <>
              <Was>{formatMoney(agreed, locale)}</Was>{' '}
            </>
          )}
          {`${formatMoney(price, locale)} each`}
        </p>
        {available < quantity && (
          <p className="refusal">
            <Was>{quantity}</Was> <span>{available === 0 ? 'Sold out' : `Only ${available} left`}</span>
          </p>
        )}
      </div>
      <p
        // Another amount is another element: it has not moved.
        key={amount}
        suppressHydrationWarning
        className="grid content-start justify-items-end self-start font-semibold text-lg tabular-nums"
      >
        {formatMoney(amount, locale)}
        {amount !== agreedAmount && <Was>{formatMoney(agreedAmount, locale)}</Was>}
      </p>
      <div className="col-span-2 col-start-2 flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <QuantityStepper line={line} action={action} refusal={refusal} change={change} />
        <form action={action} onSubmit={submitRemoval}>
          <ChangeFields productId={productId} quantity={0} />
          <button type="submit" className="button button-plain -mr-3">
            <ButtonText more={name}>Remove</ButtonText>
          </button>
        </form>
      </div>
    </li>
  )
}

/** Stands where the line stood until the next change: there is no hurry to undo. */
export function RemovedRow(props: { line: CartLine; putBack: FormProps; forget: FormProps }) {
  const { name, quantity } = props.line
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 py-4">
      <p className="min-w-0 grow basis-48 wrap-anywhere animate-arrive text-soft">
        {`${quantity > 1 ? `${quantity} × ` : ''}${name} removed.`}
      </p>
      <div className="flex gap-2">
        <form {...props.putBack}>
          <ChangeFields kind="put-back" />
          <button type="submit" data-focus="put-back" className="button button-quiet">
            <ButtonText more={`removing ${name}`}>Undo</ButtonText>
          </button>
        </form>
        <form {...props.forget}>
          <ChangeFields kind="forget" />
          <button type="submit" className="button button-plain">
            <ButtonText more={`and leave ${name} removed`}>Dismiss</ButtonText>
          </button>
        </form>
      </div>
    </li>
  )
}
