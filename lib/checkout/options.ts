export const paymentMethods = ['card', 'paypal', 'bank_transfer'] as const
export type PaymentMethod = (typeof paymentMethods)[number]

const paymentMethodLabels: Record<PaymentMethod, string> = {
  card: 'Card',
  paypal: 'PayPal',
  bank_transfer: 'Bank transfer',
}

export const deliveryOptions = ['standard', 'express'] as const
export type DeliveryOption = (typeof deliveryOptions)[number]

const deliveryLabels: Record<DeliveryOption, string> = {
  standard: 'Standard delivery',
  express: 'Express delivery',
}

export const deliveryNotes: Record<DeliveryOption, string> = {
  standard: 'In 3 to 5 working days',
  express: 'On the next working day',
}

/** What an order was paid with or delivered by, in words: one of ours, or whatever an event from elsewhere said. */
export const paymentMethodLabel = (method: string) => labelIn(paymentMethodLabels, method)
export const deliveryLabel = (option: string) => labelIn(deliveryLabels, option)

const labelIn = (labels: Record<string, string>, name: string) => labels[name] ?? name.replaceAll('_', ' ')
