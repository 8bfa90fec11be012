import {
  InternalServerError,
  ProvisionedThroughputExceededException,
  TransactionCanceledException,
  TransactionConflictException,
} from '@aws-sdk/client-dynamodb'
import { EventBridgeServiceException } from '@aws-sdk/client-eventbridge'
import { SQSServiceException } from '@aws-sdk/client-sqs'
import { type Actor, actAs, currentActor, type Surroundings } from './actors'
import { longestStalenessMs, type Reading, type Reads } from './tables/memory'

export type Service = 'dynamodb' | 'eventbridge' | 'sqs' | 'gateway'

const $metadata = { httpStatusCode: 400 }
const faulty = { $metadata: { httpStatusCode: 500 }, message: 'Internal failure' }

export const throttled: Record<Service, () => Error> = {
  dynamodb: () => new ProvisionedThroughputExceededException({ $metadata, message: 'Rate exceeded' }),
  eventbridge: () =>
    new EventBridgeServiceException({ $metadata, $fault: 'client', name: 'ThrottlingException' }),
  sqs: () => new SQSServiceException({ $metadata, $fault: 'client', name: 'RequestThrottled' }),
  gateway: () => new Error('429 from the payment provider'),
}

export const internalError: Record<Service, () => Error> = {
  dynamodb: () => new InternalServerError(faulty),
  eventbridge: () =>
    new EventBridgeServiceException({ ...faulty, $fault: 'server', name: 'InternalException' }),
  sqs: () => new SQSServiceException({ ...faulty, $fault: 'server', name: 'InternalError' }),
  gateway: () => new Error('500 from the payment provider'),
}

export const timedOut = () => Object.assign(new Error('socket timed out'), { name: 'TimeoutError' })

/** A single write of an item that a transaction is writing. */
export const itemConflict = () =>
  new TransactionConflictException({ $metadata, message: 'Transaction is ongoing for the item' })

/** As many reasons as the transaction has items; one of them met another transaction. */
export const transactionConflict = (items: number, conflicting: number) =>
  new TransactionCanceledException({
    $metadata,
    message: 'Transaction cancelled',
    CancellationReasons: Array.from({ length: items }, (_, index) => ({
      Code: index === conflicting ? 'TransactionConflict' : 'None',
    })),
  })

/** The same refusal, but for one of its items that met another transaction before it was judged. */
export function withConflict(error: unknown): unknown {
  if (!(error instanceof TransactionCanceledException)) return error
  const reasons = error.CancellationReasons ?? []
  const failed = reasons.flatMap(({ Code }, index) => (Code === 'ConditionalCheckFailed' ? [index] : []))
  if (failed.length < 2) return error
  return new TransactionCanceledException({
    $metadata,
    message: error.message,
    CancellationReasons: reasons.map((reason, index) =>
      index === failed[0] ? { Code: 'TransactionConflict' } : reason,
    ),
  })
}

/** One call that leaves the process: to AWS or to the payment gateway. */
export type Call = {
  service: Service
  /** For the history: operation and what it is about. */
  text: string
  /** Of a transaction: how many items it has. */
  items?: number
  /** PutItem, UpdateItem or DeleteItem. */
  isSingleWrite?: boolean
  isBasketWrite?: boolean
  reads?: Reads
  perform: (actor: Actor, reading?: Reading) => Promise<unknown>
}

export const usualLatencyMs = 30
const slowLatencyMs = 12_000
/** A page ends at 1 MB, which rows of a simulation do not fill. */
const fewRows = 3

/**
 * The one door through which calls leave the simulated processes. A call waits here until its time comes, is then
 * carried out whole, and the adversary decides what its caller learns of it.
 */
export function createGate({ agenda, history, random, weather }: Surroundings) {
  const latency = ({ slow }: Actor) =>
    1 + random.below(weather.strikes('slow call') || slow ? slowLatencyMs : usualLatencyMs)

  function pass(call: Call): Promise<unknown> {
    const actor = currentActor()
    if (!actor) throw new Error(`${call.text} was called by nobody`)
    return new Promise((resolve, reject) => {
      const send = () =>
        agenda.after(latency(actor), async () => {
          if (!actor.alive) return orphaned(call, actor)
          const answer = await attempt(call, actor)
          if (!actor.alive) return
          actAs(actor)
          if (answer === 'lost') send()
          else if ('error' in answer) reject(answer.error)
          else resolve(answer.result)
        })
      send()
    })
  }

  /** Its process is gone; the request may still have been on its way. */
  async function orphaned(call: Call, actor: Actor) {
    if (!random.chance(0.5)) return
    const { outcome } = await carryOut(call, actor)
    history.note(`${actor.name} (killed) ${call.text} -> ${outcome}`)
  }

  async function attempt(call: Call, actor: Actor): Promise<Answer | 'lost'> {
    const note = (text: string) => history.note(`${actor.name} ${call.text} -> ${text}`)
    const refused = faultBefore(call)
    if (refused) {
      note(`${nameOf(refused)}, no effect`)
      return { error: refused }
    }
    if (weather.strikes('killed before a call')) {
      note('killed before')
      actor.onLost()
      return { result: undefined }
    }
    const { outcome, answer } = await carryOut(call, actor)
    if (weather.strikes('killed after a call')) {
      note(`${outcome}, killed after`)
      actor.onLost()
      return { result: undefined }
    }
    // The SDK sends the same request again, whatever became of it.
    if (call.isBasketWrite && weather.strikes('lost answer of a basket write')) {
      note(`${outcome}, answer lost, sent again`)
      return 'lost'
    }
    if (strikesAfter(call)) {
      note(`${outcome}, but timed out`)
      return { error: timedOut() }
    }
    note(outcome)
    return answer
  }

  function faultBefore({ service, items, isSingleWrite }: Call) {
    if (weather.strikes('throttled')) return throttled[service]()
    if (weather.strikes('internal error')) return internalError[service]()
    if (service === 'gateway') {
      return weather.strikes('gateway timeout before charging') ? timedOut() : undefined
    }
    if (weather.strikes('timeout before the effect')) return timedOut()
    if (items !== undefined && weather.strikes('transaction conflict'))
      return transactionConflict(items, random.below(items))
    if (isSingleWrite && weather.strikes('single write meets a transaction')) return itemConflict()
    return undefined
  }

  const strikesAfter = ({ service }: Call) =>
    weather.strikes(service === 'gateway' ? 'gateway timeout after charging' : 'timeout after the effect')

  function readingOf({ reads }: Call): Reading {
    const isOld = reads?.mayBeStale && weather.strikes('stale read')
    const isShort = reads?.hasPages && weather.strikes('page cut short')
    return {
      ageMs: isOld ? random.between(1, longestStalenessMs) : 0,
      ...(isShort && { mostRows: random.between(1, fewRows) }),
    }
  }

  async function carryOut(call: Call, actor: Actor): Promise<{ outcome: string; answer: Answer }> {
    try {
      if (call.service === 'gateway' && weather.strikes('gateway asked twice')) await call.perform(actor)
      const reading = readingOf(call)
      const result = await call.perform(actor, reading)
      return { outcome: outcomeOf(reading), answer: { result } }
    } catch (thrown) {
      const mixed = call.items !== undefined && weather.strikes('conflict beside a refusal')
      const error = mixed ? withConflict(thrown) : thrown
      return { outcome: nameOf(error), answer: { error } }
    }
  }

  return pass
}

const outcomeOf = ({ ageMs }: Reading) => (ageMs > 0 ? `ok, as of ${ageMs} ms before` : 'ok')

type Answer = { result: unknown } | { error: unknown }
const nameOf = (error: unknown) => (error instanceof Error ? error.name : String(error))
