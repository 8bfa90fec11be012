import type { Metadata, Viewport } from 'next'
import { type ReactNode, Suspense } from 'react'
import { readBasket, readFlash } from '@/app/_server/queries'
import { CartButton } from '@/components/cart/cart-button'
import { CartLink } from '@/components/cart/cart-link'
import { SearchBox } from '@/components/catalogue/search-box'
import { FirstPaint } from '@/components/site/first-paint'
import { FontPreload } from '@/components/site/font-preload'
import { MetadataToHead } from '@/components/site/metadata-to-head'
import { SiteFooter } from '@/components/site/site-footer'
import { SiteHeader } from '@/components/site/site-header'
import { WithoutScript } from '@/components/site/without-script'
import { KeepFocus } from '@/components/ui/keep-focus'
import { NoticeLine } from '@/components/ui/notice'
import { OrInstead } from '@/components/ui/or-instead'
import { countOf } from '@/lib/basket/basket'
import { acceptChanges, changeQuantity, forget, placeOrder, putBack } from './cart/actions'
import './globals.css'

export const metadata: Metadata = {
  title: { default: 'Swoon: things worth swooning over', template: '%s | Swoon' },
  description: 'Well-made things for work, wear, home and play. In stock, and yours in a few clicks.',
}

export const viewport: Viewport = {
  colorScheme: 'light dark',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#fcfafe' },
    { media: '(prefers-color-scheme: dark)', color: '#130d19' },
  ],
}

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en" suppressHydrationWarning>
      <head>
        <FontPreload />
        <Icons />
        {/* The whole shell is one paint. */}
        <link rel="expect" href="#footer" blocking="render" />
      </head>
      <body>
        <WithoutScript />
        <a href="#content" className="button button-strong fixed -top-20 left-4 z-50 focus:top-2">
          Skip to content
        </a>
        <SiteHeader
          search={<SearchBox />}
          cart={
            <OrInstead instead={<CartLink />}>
              <Suspense fallback={<CartLink />}>
                <CountedCartLink />
              </Suspense>
            </OrInstead>
          }
        />
        <main
          id="content"
          tabIndex={-1}
          className="page min-h-dvh grow pb-24 focus:outline-none data-ahead:invisible"
        >
          <Suspense>
            <FlashedNotice />
          </Suspense>
          {children}
        </main>
        <MetadataToHead />
        {/* A script waits for the style sheet: what stands before it is parsed meanwhile. */}
        <FirstPaint />
        <SiteFooter />
      </body>
    </html>
  )
}

/** Here, not as files beside this one: those are streamed with the metadata, before what the page is about. */
const Icons = () => (
  <>
    <link rel="icon" href="/favicon.ico" sizes="32x32" />
    <link rel="icon" href="/icon.svg" sizes="any" type="image/svg+xml" />
    <link rel="apple-touch-icon" href="/apple-icon.png" sizes="180x180" />
  </>
)

const cartActions = { change: changeQuantity, putBack, forget, accept: acceptChanges, place: placeOrder }

async function CountedCartLink() {
  const basket = await readBasket()
  return (
    <CartButton
      count={countOf(basket?.items ?? [])}
      version={basket ? `${basket.checkoutId}.${basket.version}` : 'none'}
      actions={cartActions}
    />
  )
}

/** And what else waits for the request: each such place is one more script of a streamed page. */
async function FlashedNotice() {
  const notice = await readFlash()
  return (
    <>
      {notice && <NoticeLine notice={notice} />}
      <KeepFocus />
    </>
  )
}
