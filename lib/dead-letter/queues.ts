import { Resource } from 'sst'
import type { Service } from '../plan/plan'
import { pairsHere } from '../queue/pairs-here'
import { busDeadLetters, type QueueName } from '../queue/queue'
import { deleteCall, sendCall } from './aws-calls'
import type { DeadLetter } from './dead-letter'

/** A queue that a function takes messages from, and the one of those that it gave up. */
export type Source = { service: Service; url: string; deadLetters: string }

/** By their names in sst.config.ts. */
export const sources = (): Record<string, Source> =>
  Object.fromEntries(
    pairsHere().map(({ name, deadLetters, consumer }) => [
      name,
      { service: consumer, url: Resource[name].url, deadLetters: Resource[deadLetters].url },
    ]),
  )

/** What AWS calls a queue, as functions and failures name it. */
export const queueNameOf = (url: string) => url.split('/').at(-1) ?? ''

/** Every dead-letter queue by its name, that of the bus too, whose messages reached no queue. */
export function deadLetterQueues(): Record<string, string> {
  const names: QueueName[] = [...pairsHere().map(({ deadLetters }) => deadLetters), busDeadLetters]
  return Object.fromEntries(names.map((name) => [name, Resource[name].url]))
}

/** The dead-letter queue, by its name in sst.config.ts, of a queue as AWS calls it. */
export const deadLettersOf = (awsName: string) =>
  pairsHere().find(({ name }) => queueNameOf(Resource[name].url) === awsName)?.deadLetters

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
