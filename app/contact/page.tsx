import type { Metadata } from 'next'
import { Suspense } from 'react'
import { readContactEmail } from '@/app/_server/queries'
import { InformationPage, TextLink, Topic } from '@/components/site/information-page'
import { helpAddress, ordersAddress, privacyAddress } from '@/lib/address'

export const metadata: Metadata = {
  title: 'Contact',
  description: 'Who can be asked about an order, and what to have at hand.',
}

export default function ContactPage() {
  return (
    <InformationPage
      label="Contact"
      lead="Who can be asked, and what to have at hand."
      category="Kitchen"
      image="/products/ember-teapot.webp"
    >
      <Topic heading="Before you write">
        <p>
          <TextLink href={helpAddress}>Help</TextLink> answers what is asked most. An order can be talked
          about by its number, which <TextLink href={ordersAddress()}>My orders</TextLink> shows; never send
          anybody the details of a card.
        </p>
      </Topic>
      <Topic heading="Write to us">
        <Suspense fallback={<p className="bone h-[2lh]" />}>
          <WhereToWrite />
        </Suspense>
      </Topic>
      <Topic heading="What becomes of it">
        <p>
          <TextLink href={privacyAddress}>Privacy</TextLink> says what the shop keeps about you and how to
          have it removed.
        </p>
      </Topic>
    </InformationPage>
  )
}

async function WhereToWrite() {
  const email = await readContactEmail()
  return (
    <p className="min-h-[2lh]">
      {email ? (
        <a href={`mailto:${email}`} className="inline-link wrap-anywhere">
          {email}
        </a>
      ) : (
        'Nobody reads mail for this shop: whoever runs it has given no address.'
      )}
    </p>
  )
}
