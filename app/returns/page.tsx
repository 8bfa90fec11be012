import type { Metadata } from 'next'
import { isDemonstration } from '@/app/_server/queries'
import { InformationPage, TextLink, Topic } from '@/components/site/information-page'
import { contactAddress, ordersAddress } from '@/lib/address'

export const metadata: Metadata = {
  title: 'Returns',
  description: 'When the shop gives money back by itself, and how to send something back.',
}

export default function ReturnsPage() {
  return (
    <InformationPage
      label="Returns"
      lead="When money comes back by itself, and when you have to ask."
      category="Play"
      image="/products/court-basketball.webp"
    >
      <Topic heading="When we let you down">
        <p>
          If something of your order has sold out, the whole payment is refunded by itself, once. You need not
          write to anybody.
        </p>
      </Topic>
      <Topic heading="Before it is sent">
        <p>
          As long as an order is open or confirmed and not sent yet, its page in{' '}
          <TextLink href={ordersAddress()}>My orders</TextLink> lets you cancel it. What was set aside goes
          back on the shelf and what was paid comes back in full.
        </p>
      </Topic>
      <Topic heading="After it was sent">
        {isDemonstration ? (
          <p>
            This demonstration shop sends nothing, so there is nothing to send back, and no money to ask for.
          </p>
        ) : (
          <p>
            <TextLink href={contactAddress}>Write to us</TextLink> with the number of your order before you
            send anything back.
          </p>
        )}
      </Topic>
    </InformationPage>
  )
}
