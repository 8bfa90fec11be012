import type { Metadata, Viewport } from 'next'
import { type ReactNode, Suspense } from 'react'
import { aside, isDemonstration, readAccount, readBasket, readNotice } from '@/app/_server/queries'
import { AccountLink } from '@/components/account/account-link'
import { CartButton, CartFallback } from '@/components/cart/cart-button'
import { SearchBox } from '@/components/catalogue/search-box'
import { SiteFooter } from '@/components/site/site-footer'
import { SiteHeader } from '@/components/site/site-header'
import { KeepFocus } from '@/components/ui/keep-focus'
import { PageNotice } from '@/components/ui/notice'
import { totalQuantity } from '@/lib/basket/line'
import { changeCart } from './cart/actions'
import './globals.css'

export const metadata: Metadata = {
  title: { default: 'Swoon: things worth swooning over', template: '%s | Swoon' },
  description: 'Well-made things for work, wear, home and play. In stock, and yours in a few clicks.',
  icons: {
    icon: [
      { url: '/favicon.ico', sizes: '32x32' },
      { url: '/icon.svg', sizes: 'any', type: 'image/svg+xml' },
    ],
    apple: { url: '/apple-icon.png', sizes: '180x180' },
  },
}

export const viewport: Viewport = {
  colorScheme: 'light dark',
  // What lies at the lower edge keeps clear of a phone's own bar by env(safe-area-inset-bottom).
  viewportFit: 'cover',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#fcfafe' },
    { media: '(prefers-color-scheme: dark)', color: '#130d19' },
  ],
}

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en" suppressHydrationWarning>
      <head>
        {/* Not by next/font, which names no face on the 404 page: one that comes after the first paint moves text. */}
        <link rel="preload" as="font" href="/fonts/bricolage-grotesque.woff2" crossOrigin="anonymous" />
        {/* Nothing is painted before what it begins with is whole: a network that pauses amid the header had let it move. */}
        <link rel="expect" href="#content" blocking="render" />
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: the code is components/site/first-paint.ts */}
        <script dangerouslySetInnerHTML={{ __html: process.env.FIRST_PAINT ?? '' }} />
      </head>
      <body>
        <noscript>
          <p className="bg-warn-wash px-4 py-3 text-center text-warn">
            This shop needs JavaScript. Please switch it on and load the page again.
          </p>
        </noscript>
        <a href="#content" className="button button-strong fixed -top-20 left-4 z-50 focus:top-2">
          Skip to content
        </a>
        <SiteHeader
          search={<SearchBox />}
          account={
            <Suspense fallback={<AccountLink email={null} />}>
              <KnownAccountLink />
            </Suspense>
          }
          cart={
            <CartFallback>
              <CountedCartLink />
            </CartFallback>
          }
        />
        <main id="content" tabIndex={-1} className="page min-h-dvh grow pb-24 focus:outline-none">
          <Suspense>
            <LastNotice />
          </Suspense>
          {children}
        </main>
        <SiteFooter demonstration={isDemonstration} />
        <Suspense>
          <KeepFocus />
        </Suspense>
      </body>
    </html>
  )
}

const cartActions = { change: changeCart }

async function CountedCartLink() {
  const basket = await readBasket()
  const version = basket ? `${basket.checkoutId}.${basket.version}` : 'none'
  return <CartButton count={totalQuantity(basket?.items ?? [])} version={version} actions={cartActions} />
}

async function KnownAccountLink() {
  const account = await aside(readAccount())
  return <AccountLink email={account?.email} />
}

/** What came of a form that was sent before the scripts had arrived. */
async function LastNotice() {
  const notice = await readNotice()
  return notice && <PageNotice notice={notice} />
}
