import Link from 'next/link'
import type { ReactNode } from 'react'
import { orderAddress } from '@/lib/address'
import { deliveryLabel, paymentMethodLabel } from '@/lib/checkout/options'
import type { OrderJson } from '@/lib/order/order'
import { demonstrationText } from '../site/information'
import { Moment, Price } from '../ui/formats'
import { OrderTotals, PostalAddress } from './order-delivery'
import { PrintButton } from './print-button'

type Props = { order: OrderJson; demonstration: boolean }

/** An order as it is put on paper or kept as a file: complete without the page around it. */
export function Receipt({ order, demonstration }: Props) {
  const { orderId, orderDate, items, contact, delivery, paymentMethod } = order
  return (
    <div className="grid gap-6">
      <article aria-labelledby="receipt-heading" className="receipt panel">
        <header className="flex flex-wrap items-baseline justify-between gap-x-6">
          <h1 id="receipt-heading" className="text-title print:text-3xl">
            Receipt
          </h1>
          <p className="wordmark">
            <span aria-hidden className="sign sign-heart size-7 text-accent" />
            Swoon
          </p>
        </header>
        <dl className="grid gap-x-8 gap-y-3 sm:grid-cols-2 print:grid-cols-3">
          <Fact name="Order number">{orderId}</Fact>
          <Fact name="Placed">
            <Moment iso={orderDate} />
          </Fact>
          <Fact name="Sold by">Swoon</Fact>
          <Fact name="Payment">
            {paymentMethod && `${paymentMethodLabel(paymentMethod)} · `}
            <PaymentWords payment={order.payment} />
          </Fact>
          {contact && (
            <Fact name="Deliver to">
              <PostalAddress contact={contact} />
            </Fact>
          )}
          {delivery && <Fact name="Delivery">{deliveryLabel(delivery.option)}</Fact>}
        </dl>
        <ReceiptLines lines={items} />
        <OrderTotals {...order} />
        {demonstration && <p className="text-sm text-soft">{demonstrationText}</p>}
      </article>
      <div className="flex min-h-11 flex-wrap gap-3 print:hidden">
        <PrintButton />
        <Link href={orderAddress(orderId)} className="button button-quiet">
          Order details
        </Link>
      </div>
    </div>
  )
}

const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <div className="wrap-anywhere min-w-0">
    <dt className="text-sm text-soft">{name}</dt>
    <dd className="font-medium">{children}</dd>
  </div>
)

function PaymentWords({ payment }: Pick<OrderJson, 'payment'>) {
  if (!payment) return 'Not settled yet'
  const { words, dated } = paymentWords[payment.status]
  return (
    <>
      {words} {dated && <Moment iso={payment.at} />}
    </>
  )
}

const paymentWords = {
  COMPLETED: { words: 'Paid', dated: true },
  FAILED: { words: 'Not charged', dated: false },
  REFUNDED: { words: 'Refunded', dated: true },
}

const ReceiptLines = ({ lines }: { lines: OrderJson['items'] }) => (
  <table className="receipt-lines">
    <caption className="sr-only">What was ordered</caption>
    <thead>
      <tr>
        <th scope="col">Product</th>
        <th scope="col" className="max-sm:hidden">
          Price
        </th>
        <th scope="col" className="max-sm:hidden">
          Quantity
        </th>
        <th scope="col">Amount</th>
      </tr>
    </thead>
    <tbody>
      {lines.map(({ productId, productName, price, quantity }) => (
        <tr key={productId}>
          <th scope="row">
            {productName}
            <span className="block text-sm text-soft sm:hidden">
              {quantity} × <Price amount={price} />
            </span>
          </th>
          <td className="max-sm:hidden">
            <Price amount={price} />
          </td>
          <td className="max-sm:hidden">{quantity}</td>
          <td>
            <Price amount={price} times={quantity} />
          </td>
        </tr>
      ))}
    </tbody>
  </table>
)
