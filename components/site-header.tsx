import Link from 'next/link'
import type { ReactNode } from 'react'
import { Logo } from './logo'

const link = 'button px-3 hover:bg-sunken'

export function SiteHeader({ cart }: { cart: ReactNode }) {
  return (
    <header className="sticky top-0 z-30 border-line border-b bg-ground/90 backdrop-blur-md">
      <div className="page flex min-h-16 items-center gap-1 sm:gap-2">
        <Link
          href="/"
          aria-label="Swoon, home"
          className="mr-auto inline-flex min-h-11 items-center gap-2 font-bold font-display text-2xl tracking-tight"
        >
          <Logo />
          <span className="max-[22rem]:hidden">Swoon</span>
        </Link>
        <nav aria-label="Main" className="flex items-center">
          <Link href="/" className={`${link} max-sm:hidden`}>
            Shop
          </Link>
          <Link href="/orders" className={link}>
            My orders
          </Link>
        </nav>
        {cart}
      </div>
    </header>
  )
}
