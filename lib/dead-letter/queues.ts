import { Resource } from 'sst'
import { sendsMail } from '../mail/sender'
import type { Service } from '../plan/plan'
import { deleteCall, sendCall } from './aws-calls'
import type { DeadLetter } from './dead-letter'

/** A queue that a function takes messages from, and the one of those that it gave up. */
export type Source = { service: Service; url: string; deadLetters: string }

/** By their names in sst.config.ts. */
export const sources = (): Record<string, Source> => ({
  OrderQueue: {
    service: 'ordering',
    url: Resource.OrderQueue.url,
    deadLetters: Resource.OrderQueueDlq.url,
  },
  InventoryQueue: {
    service: 'inventory',
    url: Resource.InventoryQueue.url,
    deadLetters: Resource.InventoryQueueDlq.url,
  },
  PaymentQueue: {
    service: 'payment',
    url: Resource.PaymentQueue.url,
    deadLetters: Resource.PaymentQueueDlq.url,
  },
  ...(sendsMail() && {
    MailQueue: { service: 'mail', url: Resource.MailQueue.url, deadLetters: Resource.MailQueueDlq.url },
  }),
})

/** What AWS calls a queue, as functions and failures name it. */
export const queueNameOf = (url: string) => url.split('/').at(-1) ?? ''

/** Every dead-letter queue by its name, that of the bus too, whose messages reached no queue. */
export const deadLetterQueues = (): Record<string, string> => ({
  ...Object.fromEntries(
    Object.entries(sources()).map(([name, { deadLetters }]) => [`${name}Dlq`, deadLetters]),
  ),
  SwnEventBusDlq: Resource.SwnEventBusDlq.url,
})

/** The dead-letter queue, by its name in sst.config.ts, of a queue as AWS calls it. */
export const deadLettersOf = (awsName: string) =>
  Object.entries(sources()).flatMap(([name, { url }]) =>
    queueNameOf(url) === awsName ? `${name}Dlq` : [],
  )[0]

/** Of a dead-letter queue, as AWS calls it, the queue that its messages come from; the bus has none. */
export const originOf = (deadLetters: string) =>
  Object.values(sources()).flatMap((one) => (one.deadLetters === deadLetters ? queueNameOf(one.url) : []))[0]

/** Where a dead letter belongs: where it came from, or what the bus could not reach. */
export function sourceOf(deadLetters: string, { target }: Pick<DeadLetter, 'target'>) {
  return Object.values(sources()).find((source) =>
    target ? queueNameOf(source.url) === target : source.deadLetters === deadLetters,
  )
}

/** What a redrive of one message comes to, as the command line writes it. */
export function callsOf(deadLetters: string, letter: Pick<DeadLetter, 'target' | 'body'>) {
  const source = sourceOf(deadLetters, letter)
  return source && [sendCall(source.url, letter.body), deleteCall(deadLetters)].join('\n')
}
