'use client'

import { catchError, type ErrorInfo } from 'next/error'
import Link from 'next/link'
import { usePathname, useRouter } from 'next/navigation'
import { lazy, type MouseEvent, type ReactNode, Suspense, useEffect, useRef, useState } from 'react'
import { cartAddress } from '@/lib/address'
import { onceSeen } from '../ui/once-seen'
import type { CartActions } from './cart'
import { itemCount } from './item-count'

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
  /** The page over which the drawer is open; undefined as long as it was never asked for. */
  const [openAt, setOpenAt] = useState<string>()
  useCartSync(version)

  function open(event: MouseEvent) {
    const elsewhere = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey
    if (elsewhere || pathname === '/cart') return
    event.preventDefault()
    setOpenAt(pathname)
  }

  const close = () => setOpenAt('')
  return (
    <>
      <CartLink count={count} onClick={open} onReach={loadDrawer} />
      {openAt !== undefined && (
        <Suspense>
          <CartDrawer open={openAt === pathname} close={close} version={version} actions={actions} />
        </Suspense>
      )}
    </>
  )
}

type LinkProps = { count?: number; onClick?: (event: MouseEvent) => void; onReach?: () => void }

/** Without a count the basket has not been read yet. `onReach` is called before a click is likely. */
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
        className={`cart-count ${count ? 'bg-accent text-on-accent' : 'bg-sunken text-soft'}`}
      >
        {count ?? '·'}
      </span>
    </Link>
  )
}

function nameOf(count: number | undefined) {
  if (count === undefined) return 'Cart'
  if (count === 0) return 'Cart, empty'
  return `Cart, ${itemCount(count)}`
}

type Failed = { button: ReactNode }

/** Stands where the basket could not be read, until the server answers with another button: a page was tried again. */
function UncountedCartLink({ button, reset }: Failed & Pick<ErrorInfo, 'reset'>) {
  const [failed] = useState(button)
  useEffect(() => {
    if (button !== failed) reset()
  }, [button, failed, reset])
  return <CartLink />
}

const CartBoundary = catchError<Failed>(({ button }, { reset }) => (
  <UncountedCartLink button={button} reset={reset} />
))

/** Around the button: until the basket has been read, and where it cannot be, there is the link alone. */
export const CartFallback = ({ children }: { children: ReactNode }) => (
  <CartBoundary button={children}>
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
    const refresh = onceSeen(router.refresh, signal)
    cart.addEventListener('message', ({ data }) => data !== shown.current && refresh())
    // A page kept for the back button comes back as it was left.
    window.addEventListener('pageshow', ({ persisted }) => persisted && refresh(), { signal })
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
