import type { Metadata } from 'next'
import { InformationPage, TextLink, Topic } from '@/components/site/information-page'
import { cartAddress, contactAddress, ordersAddress } from '@/lib/address'
import { paymentMethodLabel, paymentMethods } from '@/lib/checkout/options'

export const metadata: Metadata = {
  title: 'Help',
  description: 'Where an order is, what a declined payment or a sold-out product means, and how to pay.',
}

const methods = paymentMethods.map(paymentMethodLabel).join(', ')

export default function HelpPage() {
  return (
    <InformationPage
      label="Help"
      lead="How an order goes, and what happens when it does not."
      category="Tech"
      image="/products/signal-torch.webp"
    >
      <Topic heading="Where is my order?">
        <p>
          In <TextLink href={ordersAddress()}>My orders</TextLink>. After a checkout that page asks again by
          itself after 5, 10 and 15 seconds, then stops; you can refresh it whenever you like.
        </p>
      </Topic>
      <Topic heading="I cannot find my order">
        <p>
          An order belongs to the browser that placed it: another browser, a private window, or one whose
          cookies were cleared cannot show it. With an account, you see your orders wherever you sign in.
        </p>
      </Topic>
      <Topic heading="My payment was declined">
        <p>
          Nothing was charged, and what had been set aside for you is back on the shelf. In My orders you can
          try another payment method: that is a new order of the same things at the prices of now, and it says
          what has changed.
        </p>
      </Topic>
      <Topic heading="Something sold out">
        <p>
          If something sells out between your click and our shelf, the whole order ends and you pay nothing
          for it. What had been paid by then is refunded without your asking.
        </p>
      </Topic>
      <Topic heading="A price has changed">
        <p>
          <TextLink href={cartAddress}>Your cart</TextLink> says what has changed since you added it. Nothing
          is ordered before you accept that.
        </p>
      </Topic>
      <Topic heading="I clicked twice">
        <p>
          That is one order and one payment. So is a page that you sent again because the answer never came.
        </p>
      </Topic>
      <Topic heading="How can I pay?">
        <p>{methods}. All prices are in US dollars.</p>
      </Topic>
      <Topic heading="Anything else">
        <p>
          <TextLink href={contactAddress}>Contact</TextLink> says who can be asked.
        </p>
      </Topic>
    </InformationPage>
  )
}
