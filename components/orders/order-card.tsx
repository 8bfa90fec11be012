'use client'

import Link from 'next/link'
import { orderAddress, productAddress } from '@/lib/address'
import type { OrderJson } from '@/lib/order/order'
import type { Product } from '@/lib/product/product'
import { ButtonText } from '../ui/form'
import { Moment, Price, useTimeFormat, useZone } from '../ui/formats'
import { Picture } from '../ui/picture'
import { BuyAgain, type BuyAgainAction } from './buy-again'
import { linesShown, type StageState, shortIdOf, stagesOf, statusWords } from './order-words'
import { byDay } from './orders-query'

export type Pictures = Record<string, Pick<Product, 'category' | 'image'> | undefined>
type Shared = { pictures: Pictures; buyAgain: BuyAgainAction }

/** Orders under the days on which they were placed where the visitor is. */
export function OrderDays({ orders, ...shared }: Shared & { orders: OrderJson[] }) {
  const format = useTimeFormat('day')
  return byDay(orders, useZone()).map(({ day, orders }) => (
    <section key={day} aria-labelledby={`day-${day}`} className="grid gap-4">
      <h2 id={`day-${day}`} suppressHydrationWarning className="font-semibold text-lg text-soft">
        {orders[0] && format(orders[0].orderDate)}
      </h2>
      {orders.map((order) => (
        <OrderCard key={order.orderId} order={order} {...shared} />
      ))}
    </section>
  ))
}

function OrderCard({ order, pictures, buyAgain }: Shared & { order: OrderJson }) {
  const { orderId, orderDate, status, settled, items, totalPrice } = order
  const headingId = `order-${orderId}`
  const shortId = shortIdOf(orderId)
  const hidden = items.length - linesShown
  return (
    <article aria-labelledby={headingId} className="panel grid gap-5 p-5 sm:p-7">
      <header className="grid gap-2">
        <h3 id={headingId} className="font-semibold text-2xl">
          Order {shortId}
        </h3>
        <p className="flex items-center gap-3 text-soft">
          <Moment iso={orderDate} as="time" />
          <OrderStatusBadge status={status} settled={settled} />
        </p>
      </header>
      <p className="min-h-[3lh] text-soft min-[22rem]:min-h-[2lh] sm:min-h-[1lh]">
        {statusWords[status].note}
      </p>
      <OrderProgress order={order} label={`Progress of order ${shortId}`} />
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
        <div className="flex flex-wrap gap-2">
          <BuyAgain orderId={orderId} name={`order ${shortId}`} action={buyAgain} />
          <Link href={orderAddress(orderId)} className="button button-quiet">
            <ButtonText more={`of ${shortId}`}>Order details</ButtonText>
          </Link>
        </div>
      </footer>
    </article>
  )
}

export function OrderStatusBadge({ status, settled }: Pick<OrderJson, 'status' | 'settled'>) {
  const { label, tone } = statusWords[status]
  return (
    <span className={`badge ${tone}`}>
      <span aria-hidden className={`size-2 rounded-full bg-current ${settled ? '' : 'animate-breathe'}`} />
      {label}
    </span>
  )
}

export function OrderLines({ lines, pictures }: { lines: OrderJson['items']; pictures: Pictures }) {
  return (
    <ul className="grid gap-3">
      {lines.map(({ productId, productName, price, quantity }) => (
        <li key={productId} className="order-line">
          <Picture of={pictures[productId]} className="w-16 shrink-0 rounded-2xl" />
          <span className="grow">
            <Link href={productAddress(productId)}>{productName}</Link>
            <span className="block text-sm text-soft">
              {quantity} × <Price amount={price} />
            </span>
          </span>
          <span className="font-medium">
            <Price amount={price} times={quantity} />
          </span>
        </li>
      ))}
    </ul>
  )
}

const marks: Record<StageState, { dot: string; sign: string; line: string }> = {
  done: { dot: 'bg-good text-ground', sign: 'sign-tick', line: 'bg-good' },
  waiting: { dot: 'border-2 border-edge bg-surface animate-breathe', sign: '', line: 'bg-line' },
  failed: { dot: 'bg-bad text-ground', sign: 'sign-cross', line: 'bg-bad' },
  undone: { dot: 'bg-warn text-ground', sign: 'sign-undo', line: 'bg-warn' },
}

function OrderProgress({ order, label }: { order: OrderJson; label: string }) {
  const stages = stagesOf(order)
  return (
    <ol aria-label={label} className="grid gap-2 sm:grid-cols-4 sm:gap-0">
      {stages.map(({ title, state, at }, index) => (
        <li
          // biome-ignore lint/suspicious/noArrayIndexKey: a stage is its place
          key={index}
          className="stage"
        >
          <span aria-hidden className={`stage-dot ${marks[state].dot}`}>
            {marks[state].sign && <span className={`sign ${marks[state].sign}`} />}
          </span>
          <span aria-hidden className={`stage-line ${marks[stages[index + 1]?.state ?? state].line}`} />
          <span className={`grow text-sm sm:pr-2 ${state === 'waiting' ? 'text-soft' : 'font-medium'}`}>
            {title}
          </span>
          <span className="text-sm text-soft tabular-nums">
            {at ? (
              <Moment iso={at} as="time" />
            ) : (
              <span className={state === 'waiting' ? '' : 'sr-only'}>waiting</span>
            )}
          </span>
        </li>
      ))}
    </ol>
  )
}
