'use client'

import { usePathname } from 'next/navigation'
import { lazy, type MouseEvent, Suspense, useState } from 'react'
import type { CartActions } from './cart'
import { CartLink } from './cart-link'
import { useCartSync } from './use-cart-sync'

const loadDrawer = () => import('./cart-drawer')
const CartDrawer = lazy(loadDrawer)

type Props = {
  count: number
  /** Another one for every state of the basket. */
  version: string
  actions: CartActions
}

/** The link to the cart opens it in a drawer, which is loaded once the shopper reaches for it. */
export function CartButton({ count, version, actions }: Props) {
  const pathname = usePathname()
  const [openAt, setOpenAt] = useState<string>()
  const [wanted, setWanted] = useState(false)
  useCartSync(version)

  function open(event: MouseEvent) {
    const elsewhere = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey
    if (elsewhere || pathname === '/cart') return
    event.preventDefault()
    setWanted(true)
    setOpenAt(pathname)
  }

  return (
    <>
      <CartLink count={count} onClick={open} onReach={loadDrawer} />
      {wanted && (
        <Suspense>
          <CartDrawer
            open={openAt === pathname}
            close={() => setOpenAt(undefined)}
            version={version}
            actions={actions}
          />
        </Suspense>
      )}
    </>
  )
}
