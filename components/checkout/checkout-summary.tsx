import Link from 'next/link'
import type { ReactNode } from 'react'
import { cartAddress } from '@/lib/address'
import { type CartView, totalAgreed } from '@/lib/basket/cart-view'
import type { Choice } from '@/lib/checkout/checkout-view'
import { Price } from '../ui/formats'
import { Totals } from '../ui/totals'

type Props = { cart: CartView; deliveries: Choice[]; children: ReactNode }

/** What is bought and what it comes to. */
export function CheckoutSummary({ cart: { lines }, deliveries, children }: Props) {
  const goods = totalAgreed(lines)
  return (
    <section aria-labelledby="summary-heading" className="panel grid gap-5 p-6">
      <div className="flex items-baseline justify-between gap-4">
        <h2 id="summary-heading" className="panel-title">
          Your order
        </h2>
        <Link href={cartAddress} className="text-link min-h-11 underline">
          Change cart
        </Link>
      </div>
      <ul className="grid gap-2">
        {lines.map(({ productId, name, quantity, agreed }) => (
          <li key={productId} className="flex items-baseline justify-between gap-4">
            <span className="wrap-anywhere min-w-0">
              {quantity} × {name}
            </span>
            <Price amount={agreed / 100} times={quantity} />
          </li>
        ))}
      </ul>
      {/* Of each option; app/checkout.css shows that of the chosen one, also before a script runs. */}
      <div role="status" aria-label="What it comes to" className="border-line border-t pt-4">
        {deliveries.map(({ value, label, price }) => (
          <div key={value} className={`for-${value}`}>
            <Totals
              subtotal={goods / 100}
              delivery={{ label, price: price / 100 }}
              total={(goods + price) / 100}
            />
          </div>
        ))}
      </div>
      {children}
    </section>
  )
}
