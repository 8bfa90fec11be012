'use client'

import Link from 'next/link'
import type { ReactNode } from 'react'
import { ordersAddress } from '@/lib/address'
import { ProductImage } from './picture'

type Props = {
  category: string
  image: string
  heading: string
  /** In place of the whole page, where something went wrong. */
  page?: boolean
  fallen?: boolean
  /** The ways on from here; without any, to the shop. */
  actions?: ReactNode
  children: ReactNode
}

export function EmptyState({ category, image, heading, page = false, fallen = page, ...rest }: Props) {
  const Heading = page ? 'h1' : 'h2'
  // The picture has its own column: it may be painted before the parser has reached the words.
  return (
    <div data-category={category} className={`empty-state group ${page ? 'mt-4 md:mt-8' : ''}`}>
      <ProductImage image={image} sizes="(min-width: 48rem) 18rem, 11rem" soon="first" fallen={fallen} />
      <div className="grid min-w-0 grid-cols-1 justify-items-start gap-4 sm:col-start-1 sm:row-start-1">
        <Heading className="wrap-anywhere max-w-[18ch] text-title">{heading}</Heading>
        <div className="wrap-anywhere max-w-[46ch] text-lg">{rest.children}</div>
        <div className="mt-2 flex flex-wrap gap-3">
          {rest.actions ?? (
            <Link href="/" className="button button-strong">
              Go to the shop
            </Link>
          )}
        </div>
      </div>
    </div>
  )
}

/** In the place of a page or a product. A client component: Next sends a route's not-found with every page. */
export const NotFound = () => (
  <EmptyState page category="Play" image="/products/sky-kite.webp" heading="There is nothing here">
    We looked everywhere. Either it was never here, or it is not yours to see.
  </EmptyState>
)

/** In the place of an order that is not this shopper's, or nobody's. */
export const OrderNotFound = () => (
  <EmptyState
    page
    category="Play"
    image="/products/sky-kite.webp"
    heading="We could not find this order"
    actions={
      <>
        <Link href={ordersAddress()} className="button button-strong">
          My orders
        </Link>
        <Link href="/" className="button button-quiet">
          Go to the shop
        </Link>
      </>
    }
  >
    It may belong to another session: open it in the browser where you bought it.
  </EmptyState>
)
