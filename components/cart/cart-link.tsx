'use client'

import Link from 'next/link'
import type { MouseEvent } from 'react'
import { cartAddress } from '@/lib/address'

type Props = {
  /** Without one the basket has not been read yet. */
  count?: number
  onClick?: (event: MouseEvent) => void
  /** Before a click is likely. */
  onReach?: () => void
}

export function CartLink({ count, onClick, onReach }: Props) {
  return (
    <Link
      href={cartAddress}
      aria-label={nameOf(count)}
      onClick={onClick}
      onPointerEnter={onReach}
      onFocus={onReach}
      className="button button-quiet relative w-full gap-2 px-4"
      data-refines={count === undefined ? undefined : true}
    >
      Cart
      <span
        // Another count is another element: it has not moved.
        key={count}
        aria-hidden
        data-pending={count === undefined ? true : undefined}
        className={`inline-grid w-9 place-items-center rounded-full text-sm leading-6 tabular-nums ${count ? 'bg-accent text-on-accent' : 'bg-sunken text-soft'}`}
      >
        {count ?? '·'}
      </span>
    </Link>
  )
}

function nameOf(count: number | undefined) {
  if (count === undefined) return 'Cart'
  if (count === 0) return 'Cart, empty'
  return `Cart, ${count} ${count === 1 ? 'item' : 'items'}`
}
