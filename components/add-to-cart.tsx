'use client'

import type { ReactNode } from 'react'
import { type Notice, NoticeLine } from './notice'
import { type FormAction, type FormProps, useSubmit } from './use-submit'

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
  const { outcome, pending, submit } = useSubmit(action)
  const plain: FormProps['action'] = action
  return (
    <form action={plain} onSubmit={submit} className="grid gap-1">
      <input type="hidden" name="productId" value={productId} />
      <div className="flex flex-wrap items-end gap-3">
        {children}
        <button type="submit" aria-busy={pending} className={`button aria-busy:opacity-60 ${className}`}>
          <span>
            Add <span className="sr-only">{name}</span> to cart
          </span>
        </button>
      </div>
      <NoticeLine notice={outcome} />
    </form>
  )
}
