import type { Metadata } from 'next'
import { isDemonstration } from '@/app/_server/queries'
import { InformationPage, TextLink, Topic } from '@/components/site/information-page'
import { privacyAddress, returnsAddress } from '@/lib/address'

export const metadata: Metadata = {
  title: 'Terms',
  description: 'When an order counts, which price holds, and what the shop owes when something goes wrong.',
}

export default function TermsPage() {
  return (
    <InformationPage
      label="Terms"
      lead="What you can hold us to. It is short because there is little to hide in."
      category="Desk"
      image="/products/library-stack.webp"
    >
      {isDemonstration && (
        <Topic heading="This is a demonstration">
          <p>
            No money moves and nothing is delivered. An order here is not a contract of sale, and nobody owes
            anybody anything for it.
          </p>
        </Topic>
      )}
      <Topic heading="Prices">
        <p>
          Prices are in US dollars, and tax is included. You pay the total that you agreed to: where it
          changes before your order is placed, you are asked again.
        </p>
      </Topic>
      <Topic heading="When an order counts">
        <p>
          It is placed once it has a number, and confirmed once its things are set aside and its payment has
          gone through. Where one of the two fails the other is undone: you get what you pay for, or you pay
          nothing.
        </p>
      </Topic>
      <Topic heading="Stock">
        <p>
          Something in your cart is not set aside yet. What you order is set aside completely or not at all.
        </p>
      </Topic>
      <Topic heading="The rest">
        <p>
          <TextLink href={returnsAddress}>Returns</TextLink> says when money comes back,{' '}
          <TextLink href={privacyAddress}>Privacy</TextLink> what is kept about you.
        </p>
      </Topic>
    </InformationPage>
  )
}
