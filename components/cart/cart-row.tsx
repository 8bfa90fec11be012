import Link from 'next/link'
import type { FormEvent } from 'react'
import { productAddress } from '@/lib/address'
import type { CartLine } from '@/lib/basket/cart-view'
import { formatMoney } from '@/lib/money-format'
import { ChangeIdField } from '../ui/change-id'
import { Picture } from '../ui/picture'
import type { FormProps } from '../ui/use-submit'
import { QuantityStepper } from './quantity-stepper'

type Props = {
  line: CartLine
  locale: string
  action: FormProps['action']
  refusal: string | undefined
  setQuantity: (quantity: number, form: FormData) => void
}

export function CartRow({ line, locale, action, refusal, setQuantity }: Props) {
  const { productId, name, category, image, quantity, price, agreed, available } = line

  function remove(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    setQuantity(0, new FormData(event.currentTarget))
  }

  return (
    <li className="group grid grid-cols-[5.5rem_1fr_auto] gap-x-4 gap-y-2 py-5 first:pt-0 @lg:grid-cols-[8rem_1fr_auto] @lg:gap-x-6">
      <Picture
        category={category}
        image={image}
        soon
        dim={available === 0}
        className="row-span-2 self-start rounded-card"
      />
      <div className="grid content-start">
        <h2 className="font-semibold text-xl leading-snug">
          <Link
            href={productAddress(productId)}
            data-focus={productId}
            className="inline-flex min-h-11 items-center hover:underline"
          >
            {name}
          </Link>
        </h2>
        <p className="text-soft tabular-nums" suppressHydrationWarning>
          {`${formatMoney(price, locale)} each`}
        </p>
        {price !== agreed && (
          <p className="font-medium text-sm text-warn" suppressHydrationWarning>
            was {formatMoney(agreed, locale)} when you added it
          </p>
        )}
        <Shortage quantity={quantity} available={available} />
      </div>
      <p
        // Another amount is another element: it has not moved.
        key={quantity}
        suppressHydrationWarning
        className="flex h-11 items-center font-semibold text-lg tabular-nums"
      >
        {formatMoney(price * quantity, locale)}
      </p>
      <div className="col-span-2 col-start-2 flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <QuantityStepper line={line} action={action} refusal={refusal} change={setQuantity} />
        <form action={action} onSubmit={remove}>
          <input type="hidden" name="productId" value={productId} />
          <input type="hidden" name="quantity" value="0" />
          <ChangeIdField />
          <button type="submit" className="button -mr-3 px-3 text-soft hover:bg-sunken hover:text-ink">
            <span>
              Remove <span className="sr-only">{name}</span>
            </span>
          </button>
        </form>
      </div>
    </li>
  )
}

function Shortage({ quantity, available }: Pick<CartLine, 'quantity' | 'available'>) {
  if (available >= quantity) return null
  return (
    <p className="font-medium text-bad text-sm">
      {available === 0 ? 'Sold out' : `Only ${available} left, you want ${quantity}`}
    </p>
  )
}
