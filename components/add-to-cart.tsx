'use client'

import type { ReactNode } from 'react'
import { type Notice, NoticeLine } from './notice'
import { type FormAction, useOutcome } from './use-outcome'

export type AddAction = FormAction<Notice>

type Props = {
  productId: string
  name: string
  action: AddAction
  className?: string
  /** May hold a quantity field; without one a single piece is added. */
  children?: ReactNode
}

export function AddToCart({ productId, name, action, className = '', children }: Props) {
  const [notice, add, adding] = useOutcome(action)
  return (
    <form action={add} className="grid gap-1">
      <input type="hidden" name="productId" value={productId} />
      <div className="flex flex-wrap items-end gap-3">
        {children}
        <button type="submit" aria-busy={adding} className={`button aria-busy:opacity-60 ${className}`}>
          <span>
            Add <span className="sr-only">{name}</span> to cart
          </span>
        </button>
      </div>
      <NoticeLine notice={notice} />
    </form>
  )
}
