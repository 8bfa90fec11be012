import {
  contactAddress,
  deliveryAddress,
  helpAddress,
  privacyAddress,
  returnsAddress,
  termsAddress,
} from '@/lib/address'

/** What the shop tells about itself, in the order in which footer and pages lead there. */
export const information = [
  { label: 'Help', address: helpAddress },
  { label: 'Delivery', address: deliveryAddress },
  { label: 'Returns', address: returnsAddress },
  { label: 'Contact', address: contactAddress },
  { label: 'Privacy', address: privacyAddress },
  { label: 'Terms', address: termsAddress },
] as const

export type InformationLabel = (typeof information)[number]['label']

/** Said where somebody might think of paying, while the gateway that is configured moves no money. */
export const demonstrationText = 'This is a demonstration shop: no money moves, and nothing is delivered.'
