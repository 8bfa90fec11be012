'use client'

import Link from 'next/link'
import type { ReactNode } from 'react'
import { orderAddress, retryAddress } from '@/lib/address'
import { isDeclined } from '@/lib/checkout/offer'
import type { OrderJson } from '@/lib/order/order'
import { ButtonText } from '../ui/form'
import { Moment, Price } from '../ui/formats'
import { Picture } from '../ui/picture'
import { BuyAgain, type BuyAgainAction } from './buy-again'
import { OrderLines, type Pictures } from './order-lines'
import { OrderProgress } from './order-progress'
import { linesShown, shortIdOf, statusWords } from './order-words'

export type Shared = { pictures: Pictures; buyAgain: BuyAgainAction }
type Props = Shared & { order: OrderJson }

/** An order that is under way, with all that is known of it. */
export const OrderCard = ({ order, ...shared }: Props) => (
  <OrderArticle order={order} className="grid gap-5 p-5 sm:p-7">
    <header className="grid gap-2">
      <OrderHeading order={order} className="text-2xl" />
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-soft">
        <Moment iso={order.orderDate} as="time" />
        <OrderStatusBadge {...order} />
      </p>
    </header>
    <p className="min-h-[3lh] text-soft min-[22rem]:min-h-[2lh] sm:min-h-[1lh]">
      {statusWords[order.status].note}
    </p>
    <OrderContents order={order} {...shared} />
  </OrderArticle>
)

/** A settled order in one line, which unfolds: by itself, so that it does before the scripts have arrived too. */
export function SettledOrder({ order, ...shared }: Props) {
  const { orderDate, status, items, totalPrice } = order
  const pieces = items.reduce((count, { quantity }) => count + quantity, 0)
  return (
    <OrderArticle order={order}>
      <details className="group">
        <summary className="order-summary">
          <Picture
            of={shared.pictures[items[0]?.productId ?? '']}
            className="w-11 rounded-xl max-[28rem]:hidden"
          />
          <OrderHeading order={order} className="text-lg" />
          <span className="text-sm text-soft">
            <Moment iso={orderDate} as="time" /> · {pieces} {pieces === 1 ? 'item' : 'items'}
          </span>
          <span className="font-semibold">
            <Price amount={totalPrice} />
          </span>
          <OrderStatusBadge {...order} />
          <span aria-hidden className="sign sign-plus transition-transform group-open:rotate-45" />
        </summary>
        <div className="grid gap-5 px-5 pt-1 pb-5 sm:px-7 sm:pb-7">
          <p className="text-soft">{statusWords[status].note}</p>
          <OrderContents order={order} {...shared} />
        </div>
      </details>
    </OrderArticle>
  )
}

type ContentsProps = Props & { offersRetry?: boolean }

const headingIdOf = ({ orderId }: OrderJson) => `order-${orderId}`

type ArticleProps = { order: OrderJson; className?: string; children: ReactNode }

const OrderArticle = ({ order, className = '', children }: ArticleProps) => (
  <article aria-labelledby={headingIdOf(order)} className={`panel min-w-0 ${className}`}>
    {children}
  </article>
)

const OrderHeading = ({ order, className }: { order: OrderJson; className: string }) => (
  <h3 id={headingIdOf(order)} className={`font-semibold ${className}`}>
    Order {shortIdOf(order.orderId)}
  </h3>
)

/** How far it has come, what is in it and what can be done with it: where `offersRetry`, first of all to pay it another way. */
export function OrderContents({ order, pictures, buyAgain, offersRetry = true }: ContentsProps) {
  const { orderId, items, totalPrice } = order
  const shortId = shortIdOf(orderId)
  const hidden = items.length - linesShown
  return (
    <>
      <OrderProgress order={order} />
      <OrderLines lines={items.slice(0, linesShown)} pictures={pictures} />
      {hidden > 0 && (
        <p className="text-soft">
          and {hidden} more {hidden === 1 ? 'product' : 'products'}
        </p>
      )}
      <footer className="flex flex-wrap items-center justify-between gap-3 border-line border-t pt-4">
        <p className="font-semibold text-lg">
          Total <Price amount={totalPrice} />
        </p>
        <div className="order-actions">
          {offersRetry && isDeclined(order) ? (
            <RetryLink orderId={orderId} />
          ) : (
            <BuyAgain orderId={orderId} name={`order ${shortId}`} action={buyAgain} />
          )}
          <Link href={orderAddress(orderId)} className="button button-quiet">
            <ButtonText more={`of ${shortId}`}>Order details</ButtonText>
          </Link>
        </div>
      </footer>
    </>
  )
}

export const RetryLink = ({ orderId }: { orderId: string }) => (
  <Link href={retryAddress(orderId)} className="button button-strong">
    <ButtonText more={`for order ${shortIdOf(orderId)}`}>Try another payment method</ButtonText>
  </Link>
)

export function OrderStatusBadge({ status, settled }: Pick<OrderJson, 'status' | 'settled'>) {
  const { label, tone } = statusWords[status]
  return (
    <span className={`badge ${tone}`}>
      <span aria-hidden className={`size-2 rounded-full bg-current ${settled ? '' : 'animate-breathe'}`} />
      {label}
    </span>
  )
}
