import type { Metadata } from 'next'
import { isDemonstration } from '@/app/_server/queries'
import { InformationPage, TextLink, Topic } from '@/components/site/information-page'
import { contactAddress } from '@/lib/address'

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
      <Topic heading="When you change your mind">
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
