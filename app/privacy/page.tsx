import type { Metadata } from 'next'
import { InformationPage, TextLink, Topic } from '@/components/site/information-page'
import { contactAddress } from '@/lib/address'

export const metadata: Metadata = {
  title: 'Privacy',
  description: 'What the shop keeps about you, for how long, who sees it, and how to have it removed.',
}

const kept = [
  {
    what: 'A cookie with a number made up for your browser',
    why: 'so that your cart and your orders are yours alone',
    howLong: '30 days after you last changed your cart or ordered',
  },
  {
    what: 'A cookie with your time zone, and one that says your browser takes cookies',
    why: 'so that times are written as your clock has them, and the shop can say when cookies are refused',
    howLong: 'a year',
  },
  {
    what: 'Your cart',
    why: 'so that it is there when you come back',
    howLong: '30 days after its last change; one day once you have ordered',
  },
  {
    what: 'What you typed at the checkout, in a sealed cookie, where it was sent before the page was ready and refused',
    why: 'so that you need not type it again',
    howLong: '15 minutes, or less where you order',
  },
  {
    what: 'The products that you wait for',
    why: 'so that My orders can tell you when one is back, and a mail too if you have an account and the shop sends any',
    howLong:
      'as long as your cart: 30 days after its last change or your last order. For the mail, until it was sent, or half a year',
  },
  {
    what: 'What you looked at last, in your browser and nowhere else',
    why: 'so that you find it again',
    howLong: 'as long as your browser keeps what sites store in it',
  },
  {
    what: 'Your account, if you make one: your e-mail address, a hash of your password, and for each device that is signed in its kind, and when it was first and last seen',
    why: 'so that you come in on any device, and nobody else does',
    howLong:
      'as long as you keep it: you can delete it on its page. What you type into its forms, where it was sent before the page was ready and refused, is in a sealed cookie for 15 minutes, passwords never',
  },
  {
    what: 'Your orders: what you bought, the total, when and how it was paid, and the name, e-mail, phone and address you gave',
    why: 'so that you can see them, need not type your address again, can be mailed how they ended, and the shop can stand by what it sold',
    howLong: 'as long as the shop runs: nothing removes them by itself',
  },
]

export default function PrivacyPage() {
  return (
    <InformationPage
      label="Privacy"
      lead="What is kept about you, for how long, and how to be forgotten."
      category="Wear"
      image="/products/dusk-sunglasses.webp"
    >
      <Topic heading="What is kept">
        <dl className="grid gap-5">
          {kept.map(({ what, why, howLong }) => (
            <div key={what} className="grid gap-0.5">
              <dt className="font-semibold">{what}</dt>
              <dd>{why};</dd>
              <dd className="text-soft">for {howLong}.</dd>
            </div>
          ))}
        </dl>
      </Topic>
      <Topic heading="What is not">
        <p>
          No card number, which the shop does not ask for, and no password, of which only a hash is kept.
          There is no advertising, nothing is measured about you, and pages load nothing from anybody else.
        </p>
      </Topic>
      <Topic heading="Who sees it">
        <p>
          Whoever runs the shop, and whoever carries its mails to you, if it sends any: how an order ended,
          what is back in stock, and what you ask for. The payment provider is told a payment’s number and
          amount, not who you are. What the shop writes down about its own running names orders by their
          number and never what is in them.
        </p>
      </Topic>
      <Topic heading="How to have it removed">
        <p>
          Empty your cart, and clear this site’s cookies: from then on nothing connects your browser with what
          is stored, not even for you. An account is deleted on its own page, and its orders then stay under a
          name that is not yours. To have orders removed,{' '}
          <TextLink href={contactAddress}>write to us</TextLink> with their numbers before you do.
        </p>
      </Topic>
    </InformationPage>
  )
}
