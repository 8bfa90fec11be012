'use client'

import { catchError } from 'next/error'
import Link from 'next/link'
import { usePathname, useRouter } from 'next/navigation'
import { lazy, type MouseEvent, type ReactNode, Suspense, useEffect, useRef, useState } from 'react'
import { cartAddress } from '@/lib/address'
import type { CartActions } from './cart'

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

type LinkProps = {
  /** Without one the basket has not been read yet. */
  count?: number
  onClick?: (event: MouseEvent) => void
  /** Before a click is likely. */
  onReach?: () => void
}

function CartLink({ count, onClick, onReach }: LinkProps) {
  return (
    <Link
      href={cartAddress}
      aria-label={nameOf(count)}
      onClick={onClick}
      onPointerEnter={onReach}
      onFocus={onReach}
      className="button button-quiet relative w-full gap-2 px-4"
    >
      Cart
      <span
        // Another count is another element: it has not moved.
        key={count}
        aria-hidden
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

const CartBoundary = catchError(() => <CartLink />)

/** Around the button: until the basket has been read, and where it cannot be, there is the link alone. */
export const CartFallback = ({ children }: { children: ReactNode }) => (
  <CartBoundary>
    <Suspense fallback={<CartLink />}>{children}</Suspense>
  </CartBoundary>
)

/** Tabs tell each other of every new version of the cart; who hears of another one asks the server again once seen. */
function useCartSync(version: string) {
  const router = useRouter()
  const shown = useRef(version)
  const channel = useRef<BroadcastChannel>(undefined)

  useEffect(() => {
    const cart = new BroadcastChannel('swoon-cart')
    channel.current = cart
    const listening = new AbortController()
    const { signal } = listening
    let stale = false
    const refreshOnceSeen = (isStale: boolean) => {
      stale ||= isStale
      if (!stale || document.hidden) return
      stale = false
      router.refresh()
    }
    cart.addEventListener('message', ({ data }) => refreshOnceSeen(data !== shown.current))
    document.addEventListener('visibilitychange', () => refreshOnceSeen(false), { signal })
    // A page kept for the back button comes back as it was left.
    window.addEventListener('pageshow', ({ persisted }) => refreshOnceSeen(persisted), { signal })
    return () => {
      cart.close()
      listening.abort()
    }
  }, [router])

  useEffect(() => {
    shown.current = version
    channel.current?.postMessage(version)
  }, [version])
}
