'use client'

import { ChangeFields, type FormAction, useFormAction } from '../ui/form'
import { type Notice, NoticeLine } from '../ui/notice'

export type AddAction = FormAction<Notice & { productId?: string }>

/** `left` is how many can be had beside those in the cart. */
type Props = { productId: string; name: string; action: AddAction; left: number }

/** Offers up to ten pieces; more can be had in the cart. One is always offered: the shop says why it refuses it. */
export function AddToCart({ productId, name, action, left }: Props) {
  const { outcome, pending, submit } = useFormAction(action)
  const choices = Array.from({ length: Math.max(1, Math.min(left, 10)) }, (_, index) => index + 1)
  return (
    <form action={submit} className="grid gap-3 print:hidden">
      <ChangeFields productId={productId} />
      <div className="flex flex-wrap items-end gap-3">
        <label className="grid gap-1 font-medium text-sm">
          Quantity
          <select name="quantity" defaultValue={1} className="outlined min-h-12 min-w-20 px-4 text-base">
            {choices.map((quantity) => (
              <option key={quantity}>{quantity}</option>
            ))}
          </select>
        </label>
        <button
          type="submit"
          aria-busy={pending}
          className="button button-strong min-h-13 grow px-8 text-lg aria-busy:opacity-60 sm:grow-0"
        >
          <span>
            Add <span className="sr-only">{name}</span> to cart
          </span>
        </button>
      </div>
      <div className="min-h-9">
        <NoticeLine notice={outcome} />
      </div>
    </form>
  )
}
