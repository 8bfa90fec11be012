'use client'

import type { ReactNode } from 'react'
import { ChangeIdField } from '../ui/change-id'
import { type Notice, NoticeLine } from '../ui/notice'
import { type FormAction, useFormAction } from '../ui/use-form-action'

export type AddAction = FormAction<Notice & { productId?: string }>

type Props = {
  productId: string
  name: string
  action: AddAction
  /** The quantity field. */
  children: ReactNode
}

export function AddToCart({ productId, name, action, children }: Props) {
  const { outcome, pending, submit } = useFormAction(action)
  return (
    <form action={submit} className="grid gap-3">
      <input type="hidden" name="productId" value={productId} />
      <ChangeIdField />
      <div className="flex flex-wrap items-end gap-3">
        {children}
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
