import type { ReactNode } from 'react'
import { countryName } from '@/lib/checkout/countries'
import { deliveryLabel, paymentMethodLabel } from '@/lib/checkout/options'
import type { OrderJson } from '@/lib/order/order'
import { Totals } from '../ui/totals'

type Contact = NonNullable<OrderJson['contact']>

/** Where an order goes, to whom, how, and what it is paid with; orders of earlier releases know less of it. */
export function OrderDelivery({ contact, delivery, paymentMethod }: OrderJson) {
  if (!contact && !delivery && !paymentMethod) return null
  return (
    <section aria-labelledby="delivery-heading" className="panel p-6">
      <h2 id="delivery-heading" className="panel-title mb-4">
        Delivery and payment
      </h2>
      <dl className="grid gap-4 sm:grid-cols-2">
        {contact && (
          <>
            <Fact name="Deliver to">
              <PostalAddress contact={contact} />
            </Fact>
            <Fact name="Contact">
              <span className="block">{contact.email}</span>
              {contact.phone && <span className="block">{contact.phone}</span>}
            </Fact>
          </>
        )}
        {delivery && <Fact name="Delivery">{deliveryLabel(delivery.option)}</Fact>}
        {paymentMethod && <Fact name="Payment">{paymentMethodLabel(paymentMethod)}</Fact>}
      </dl>
    </section>
  )
}

/** Line by line, each from the side of its script. */
export const PostalAddress = ({ contact }: { contact: Contact }) => (
  <address className="not-italic">
    {addressLines(contact).map((line, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place
      <span key={index} dir="auto" className="block">
        {line}
      </span>
    ))}
  </address>
)

const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <div className="wrap-anywhere min-w-0">
    <dt className="text-sm text-soft">{name}</dt>
    <dd>{children}</dd>
  </div>
)

/** What an order came to; one of an earlier release was delivered for nothing and says so nowhere. */
export function OrderTotals({ totalPrice, delivery }: OrderJson) {
  const cents = Math.round(totalPrice * 100) - Math.round((delivery?.price ?? 0) * 100)
  const line = delivery && { label: deliveryLabel(delivery.option), price: delivery.price }
  return (
    <div className="border-line border-t pt-4">
      <Totals subtotal={cents / 100} delivery={line} total={totalPrice} />
    </div>
  )
}

/** An address line by line, from the name to the country. */
const addressLines = ({ name, address, city, region, postcode, country }: Contact) =>
  [
    name,
    ...address,
    [city, region, postcode].filter((part) => part !== undefined).join(' '),
    countryName(country),
  ].filter(Boolean)
