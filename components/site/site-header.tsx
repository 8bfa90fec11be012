'use client'

import Link from 'next/link'
import type { ReactNode } from 'react'
import { ordersAddress } from '@/lib/address'

/** On phones it takes two rows, and only the second one, with search and cart, stays in view. */
export function SiteHeader({ search, account, cart }: Record<'search' | 'account' | 'cart', ReactNode>) {
  return (
    <header className="sticky z-30 bg-ground max-md:-top-14 md:top-0">
      <div className="page flex min-h-18 flex-wrap items-center gap-x-3 max-md:pb-2">
        <Link href="/" aria-label="Swoon, home" className="wordmark">
          <span aria-hidden className="sign sign-heart size-8 text-accent" />
          Swoon
        </Link>
        <nav aria-label="Main" className="flex items-center max-md:-mr-3 max-md:ml-auto md:ml-2">
          {/* Its shell would bring the scripts of a list of orders to every page. */}
          <Link href={ordersAddress()} prefetch={false} className="button px-3 hover:bg-sunken">
            My orders
          </Link>
          {account}
        </nav>
        <div className="grid basis-full grid-cols-[minmax(0,1fr)_7.5rem] items-center gap-2 md:grow md:basis-0 md:grid-cols-[minmax(0,32rem)_7.5rem] md:justify-end md:gap-3">
          <div className="min-w-0">{search}</div>
          {cart}
        </div>
      </div>
    </header>
  )
}
