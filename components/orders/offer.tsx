import Link from 'next/link'
import { orderAddress, productAddress } from '@/lib/address'
import type { OfferedLine } from '@/lib/checkout/offer'
import type { Contact } from '@/lib/checkout/purchase'
import { EmptyState } from '../ui/empty-state'
import { Price } from '../ui/formats'
import { Picture } from '../ui/picture'
import { Totals } from '../ui/totals'
import { RetryForm, type RetryProps } from './retry-form'

type Line = OfferedLine & { picture: { category: string; image?: string | undefined } | undefined }

type Props = Omit<RetryProps, 'orderId'> & {
  /** What the order is called. */
  name: string
  order: { orderId: string; totalPrice: number; contact?: Contact | undefined }
  lines: Line[]
  subtotal: number
  delivery: { label: string; price: number }
  totalPrice: number
}

/** A declined order as it can be had now, beside what it was; amounts in cents. */
export function Offer({ name, order, lines, subtotal, delivery, totalPrice, ...form }: Props) {
  const { orderId, contact } = order
  const changes = lines.flatMap(changesOf)
  if (lines.every(({ quantity }) => quantity === 0)) return <NothingLeft name={name} orderId={orderId} />
  return (
    <div className="grid grid-cols-1 gap-8">
      <div className="grid gap-3">
        <h1 className="text-title">Try another payment method</h1>
        <p className="max-w-[60ch] text-lg">
          The payment of {name} was declined, and nothing was charged. Here it is again, at the prices of now.
          Your cart stays as it is.
        </p>
      </div>
      <div className="grid grid-cols-1 items-start gap-8 md:grid-cols-[1fr_22rem]">
        <section aria-labelledby="lines-heading" className="panel grid grid-cols-1 gap-4 p-5 sm:p-6">
          <h2 id="lines-heading" className="panel-title">
            Your order again
          </h2>
          {changes.length > 0 && (
            <div className="wash grid gap-1 bg-warn-wash text-sm text-warn">
              <h3 className="font-semibold">Changed since you ordered it</h3>
              <ul className="grid gap-1">{changes}</ul>
            </div>
          )}
          <ul className="grid gap-3">
            {lines.map((line) => (
              <OfferLine key={line.productId} {...line} />
            ))}
          </ul>
        </section>
        <section aria-labelledby="pay-heading" className="panel grid gap-5 p-5 sm:p-6">
          <h2 id="pay-heading" className="panel-title">
            Summary
          </h2>
          <div>
            <Totals subtotal={subtotal / 100} delivery={delivery} total={totalPrice / 100} />
            {totalPrice !== order.totalPrice && (
              <p className="text-soft text-sm">
                It was <Cents amount={order.totalPrice} />.
              </p>
            )}
          </div>
          {contact && (
            <p className="wrap-anywhere text-sm text-soft">
              For {contact.name}, to the address of {name}.
            </p>
          )}
          <RetryForm orderId={orderId} expectedTotal={totalPrice / 100} {...form} />
        </section>
      </div>
      <p>
        <Link href={orderAddress(orderId)} className="button button-quiet">
          To the order
        </Link>
      </p>
    </div>
  )
}

const Cents = ({ amount, times = 1 }: { amount: number; times?: number }) => (
  <Price amount={amount / 100} times={times} />
)

function changesOf({ productId, productName, isSold, ordered, quantity, price }: Line) {
  const change = (what: React.ReactNode, of: string) => <li key={`${productId} ${of}`}>{what}</li>
  if (!isSold) return [change(`${productName} is no longer sold and is left out.`, 'sale')]
  if (quantity === 0) return [change(`${productName} is sold out and is left out.`, 'stock')]
  const fewer = quantity < ordered.quantity
  const priced = price !== ordered.price
  return [
    ...(fewer ? [change(`Only ${quantity} of ${ordered.quantity} ${productName} left.`, 'stock')] : []),
    ...(priced
      ? [
          change(
            <>
              {productName} is now <Cents amount={price} />, was <Cents amount={ordered.price} />.
            </>,
            'price',
          ),
        ]
      : []),
  ]
}

function OfferLine({ productId, productName, picture, isSold, ordered, quantity, price }: Line) {
  const isOut = quantity === 0
  return (
    <li className="order-line">
      <Picture of={picture} dim={isOut} className="w-16 shrink-0 rounded-2xl" />
      <span className={`wrap-anywhere min-w-0 grow ${isOut ? 'text-soft line-through' : ''}`}>
        {isSold ? <Link href={productAddress(productId)}>{productName}</Link> : productName}
        {!isOut && (
          <span className="block text-sm text-soft">
            {quantity < ordered.quantity && <s className="mr-1">{ordered.quantity}</s>}
            {quantity} × <Cents amount={price} />{' '}
            {price !== ordered.price && (
              <s>
                <Cents amount={ordered.price} />
              </s>
            )}
          </span>
        )}
      </span>
      <span className={isOut ? 'font-medium text-bad text-sm' : 'font-medium'}>
        {isOut ? outWord(isSold) : <Cents amount={price} times={quantity} />}
      </span>
    </li>
  )
}

const outWord = (isSold: boolean) => (isSold ? 'Sold out' : 'No longer sold')

const NothingLeft = ({ name, orderId }: { name: string; orderId: string }) => (
  <EmptyState
    page
    category="Play"
    image="/products/sky-kite.webp"
    heading="Nothing of it is left"
    actions={
      <>
        <Link href="/" className="button button-strong">
          Go to the shop
        </Link>
        <Link href={orderAddress(orderId)} className="button button-quiet">
          To the order
        </Link>
      </>
    }
  >
    Everything in {name} is sold out or no longer sold, so there is nothing to pay for.
  </EmptyState>
)
