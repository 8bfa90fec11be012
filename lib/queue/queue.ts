import { events, eventTypes, type Listener } from '../events'

/** Every queue with where its dead letters wait, which service takes from it, and what comes there. */
const listeners = {
  order: { name: 'OrderQueue', deadLetters: 'OrderQueueDlq', consumer: 'ordering' },
  inventory: { name: 'InventoryQueue', deadLetters: 'InventoryQueueDlq', consumer: 'inventory' },
  payment: { name: 'PaymentQueue', deadLetters: 'PaymentQueueDlq', consumer: 'payment' },
} as const satisfies Record<Listener, object>

export const pairs = Object.values(listeners)
export const mailPair = { name: 'MailQueue', deadLetters: 'MailQueueDlq', consumer: 'mail' } as const
type Known = (typeof pairs)[number] | typeof mailPair
export type Pair = { [K in keyof Known]: Known[K] }

/** What a rule could not deliver to any of them. */
export const busDeadLetters = 'SwnEventBusDlq'

export type QueueName = Pair['name'] | Pair['deadLetters'] | typeof busDeadLetters

/** What comes to a queue, by the names of its events. */
export function contentsOf(name: Pair['name']): string {
  const [listener] = Object.entries(listeners).find(([, pair]) => pair.name === name) ?? []
  const heard = eventTypes.filter((type) => events[type].listeners.some((one) => one === listener))
  return listener ? heard.join(', ') : 'orders that have settled, to be written about'
}

/** As SQS counts them, which is roughly while they come and go. */
export type Counts = { waiting: number; inFlight: number; delayed: number }

/** By how much a queue has grown in each second since this server looked at it before. */
export type Change = { perSecond: number; seconds: number }

/** Messages that came to a queue, and those that were taken out for good. */
export type Moved = { in: number; out: number }

/** Messages a minute, by the queue. */
export type Rates = Partial<Record<QueueName, Moved>>

/** The messages of each of the last sixty minutes, by the queue, the oldest minute first. */
export type LastHour = Partial<Record<QueueName, Moved[]>>

/** What could not be read is left out. */
export type QueueState = Pair & { counts?: Counts; change?: Change; dead?: Counts }
export type QueuesState = { pairs: QueueState[]; bus?: Counts }

export const totalOf = ({ waiting, inFlight, delayed }: Counts) => waiting + inFlight + delayed
