import type { Metadata } from 'next'
import { isDemonstration } from '@/app/_server/queries'
import { InformationPage, TextLink, Topic } from '@/components/site/information-page'
import { checkoutAddress, ordersAddress } from '@/lib/address'
import { deliveryOf } from '@/lib/checkout/checkout-options'
import { deliveryLabel, deliveryNotes, deliveryOptions } from '@/lib/checkout/options'
import { formatMoney } from '@/lib/money-format'

export const metadata: Metadata = {
  title: 'Delivery',
  description: 'What delivery costs, how long it takes, and where to see how far an order has come.',
}

const ways = deliveryOptions.map((option) => {
  const { price } = deliveryOf(option)
  return {
    label: deliveryLabel(option),
    note: deliveryNotes[option],
    price: price === 0 ? 'Free' : formatMoney(price),
  }
})

export default function DeliveryPage() {
  return (
    <InformationPage
      label="Delivery"
      lead="What it costs, how long it takes, and how far an order has come."
      category="Wear"
      image="/products/weekender-backpack.webp"
    >
      <Topic heading="Two ways to your door">
        <dl className="grid gap-3 sm:grid-cols-2">
          {ways.map(({ label, note, price }) => (
            <div key={label} className="rounded-card bg-sunken p-5">
              <dt className="font-semibold">{label}</dt>
              <dd className="text-2xl tracking-tight">{price}</dd>
              <dd className="text-soft">{note}</dd>
            </div>
          ))}
        </dl>
        <p>
          Whatever you buy, it is one price for the whole order. You choose at the{' '}
          <TextLink href={checkoutAddress}>checkout</TextLink>, where it is part of the total before you
          order.
        </p>
      </Topic>
      <Topic heading="Where to">
        <p>
          Any country, and any way that addresses are written there. A name is taken as you write it, and a
          postcode is asked for only where there is one.
        </p>
      </Topic>
      <Topic heading="How far it has come">
        <p>
          <TextLink href={ordersAddress()}>My orders</TextLink> shows when your things were set aside and when
          they were paid for. Nothing is sent before both are true.
        </p>
      </Topic>
      {isDemonstration && (
        <Topic heading="In this demonstration">
          <p>Nothing is packed and nothing is delivered: an order ends once it is confirmed.</p>
        </Topic>
      )}
    </InformationPage>
  )
}
