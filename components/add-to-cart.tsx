'use client'

import type { ReactNode } from 'react'
import { type Notice, NoticeLine } from './notice'
import { type FormAction, type FormProps, useSubmit } from './use-submit'

export type AddAction = FormAction<Notice>

type Props = {
  productId: string
  name: string
  action: AddAction
  /** For a card: a round button, and what came of it floats above. */
  round?: boolean
  /** May hold a quantity field; without one a single piece is added. */
  children?: ReactNode
}

export function AddToCart({ productId, name, action, round = false, children }: Props) {
  const { outcome, pending, submit } = useSubmit(action)
  const plain: FormProps['action'] = action
  return (
    <form action={plain} onSubmit={submit} className={round ? 'relative' : 'grid gap-3'}>
      <input type="hidden" name="productId" value={productId} />
      {round ? (
        <button
          type="submit"
          aria-busy={pending}
          className="grid size-11 cursor-pointer place-items-center rounded-full bg-ink text-ground transition-colors hover:bg-accent hover:text-on-accent active:scale-95 aria-busy:opacity-60"
        >
          <span className="sr-only">Add {name} to cart</span>
          <span key={outcome?.message} className={outcome?.ok ? 'animate-arrive' : ''}>
            {outcome?.ok ? <Tick /> : <Plus />}
          </span>
        </button>
      ) : (
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
      )}
      <div
        className={
          round
            ? 'absolute right-0 bottom-full mb-2 w-max max-w-48 rounded-xl has-[[role=status]:not(:empty)]:bg-surface has-[[role=status]:not(:empty)]:px-3 has-[[role=status]:not(:empty)]:py-1 has-[[role=status]:not(:empty)]:shadow-float'
            : ''
        }
      >
        <NoticeLine notice={outcome} />
      </div>
    </form>
  )
}

const stroke = { fill: 'none', stroke: 'currentColor', strokeWidth: 2.25, strokeLinecap: 'round' } as const

const Plus = () => (
  <svg viewBox="0 0 20 20" aria-hidden="true" className="size-5" {...stroke}>
    <path d="M10 4v12M4 10h12" />
  </svg>
)

const Tick = () => (
  <svg viewBox="0 0 20 20" aria-hidden="true" className="size-5" {...stroke}>
    <path d="m4.500 10.500 4 4 7-9" strokeLinejoin="round" />
  </svg>
)
