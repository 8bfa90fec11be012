import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda'
import { failedIds } from '../../local/event-source'
import type { Topology } from '../../local/topology'
import { sqsRecord } from '../sqs-records'
import type { Entry, Surroundings } from './actors'

export type Message = { id: string; body: string; label: string; receives: number }
type InFlight = { message: Message; comesBack: Entry }

export type Handler = (
  event: SQSEvent,
  context: Pick<Context, 'awsRequestId' | 'getRemainingTimeInMillis'>,
) => Promise<SQSBatchResponse>

type Shared = Surroundings & {
  fullBatches: boolean
  /** Judges what holds once a message has been handled and deleted. */
  onHandled: (queue: string, message: Message) => Promise<void>
  onTimeout: (invocation: string) => void
}
type Mapping = Extract<Topology['functions'][number]['trigger'], { queue: string }>
type QueueOptions = Shared &
  Mapping &
  Topology['queues'][number] & { worker: string; handler: Handler; timeoutSeconds: number }

export type Queue = ReturnType<typeof createQueue>
const longestPollMs = 60

/** One queue and its event source mapping, in virtual time: any order, any batch, several workers at once. */
export function createQueue(options: QueueOptions) {
  const { name, worker, handler, agenda, history, actors, random, weather } = options
  const waiting: Message[] = []
  const inFlight = new Map<string, InFlight>()
  const dead: Message[] = []
  const taken: Message[] = []
  let received = 0
  let delivered = 0
  let working = 0

  function send({ body, label }: Pick<Message, 'body' | 'label'>) {
    const message = { id: `${name}-${taken.length + 1}`, body, label, receives: 0 }
    taken.push(message)
    history.note(`${name} takes ${message.id}: ${label}`)
    offer(message)
  }

  function offer(message: Message) {
    waiting.push(message)
    agenda.after(random.below(longestPollMs), poll)
  }

  async function poll() {
    if (working >= (options.maximumConcurrency ?? Number.POSITIVE_INFINITY)) return
    const records = random
      .draw(waiting, options.fullBatches ? options.batchSize : random.between(1, options.batchSize))
      .flatMap(receive)
    if (records.length > 0) await invoke(records)
  }

  function receive(message: Message): SQSRecord[] {
    if (message.receives >= (options.deadLetters?.maxReceiveCount ?? Number.POSITIVE_INFINITY)) {
      history.note(`${name} gives up ${message.id}: ${message.label}`)
      dead.push(message)
      return []
    }
    message.receives++
    delivered++
    const receipt = `${name}-receipt-${++received}`
    const comesBack = agenda.after(options.visibilityTimeoutSeconds * 1000, () => giveBack(receipt))
    inFlight.set(receipt, { message, comesBack })
    return [
      sqsRecord(message.body, {
        messageId: message.id,
        receiptHandle: receipt,
        receiveCount: message.receives,
        eventSourceARN: `arn:aws:sqs:us-east-1:000000000000:${name}`,
      }),
    ]
  }

  function giveBack(receipt: string) {
    const { message } = inFlight.get(receipt) ?? {}
    if (!inFlight.delete(receipt) || !message) return
    history.note(`${name} shows ${message.id} again: ${message.label}`)
    offer(message)
  }

  function invoke(Records: SQSRecord[]) {
    const labels = Records.map(({ messageId, receiptHandle }) => {
      const { message } = inFlight.get(receiptHandle) ?? {}
      return `${messageId} (${message?.label}, receive ${message?.receives})`
    })
    const invocation = actors.spawn(worker, labels.join(', '), (actor) => {
      const timeout = agenda.after(options.timeoutSeconds * 1000, () => {
        if (!actor.alive) return
        options.onTimeout(actor.name)
        actor.onLost()
      })
      const context = {
        awsRequestId: actor.name,
        getRemainingTimeInMillis: () => timeout.time - agenda.now(),
      }
      return handler({ Records }, context).finally(() => {
        timeout.cancelled = true
      })
    })
    working++
    void invocation.then(async (outcome) => {
      working--
      if (waiting.length > 0) agenda.after(random.below(longestPollMs), poll)
      if ('done' in outcome) await settle(Records, outcome.done)
    })
  }

  async function settle(records: SQSRecord[], response: unknown) {
    const failed = failedAmong(records, response)
    for (const { receiptHandle, messageId } of records) {
      if (failed.has(messageId)) continue
      const { message, comesBack } = inFlight.get(receiptHandle) ?? {}
      if (message) await options.onHandled(name, message)
      if (!comesBack || weather.strikes('delete lost')) continue
      comesBack.cancelled = true
      inFlight.delete(receiptHandle)
    }
  }

  function failedAmong(records: SQSRecord[], response: unknown): ReadonlySet<string> {
    const ids = records.map(({ messageId }) => messageId)
    try {
      return options.partialResponses ? failedIds(response, ids) : new Set()
    } catch {
      return new Set(ids)
    }
  }

  return {
    name,
    send,
    dead,
    /** All that were ever sent to it. */
    taken,
    size: () => waiting.length + inFlight.size,
    delivered: () => delivered,
    changeVisibility(receipt: string, seconds: number) {
      const held = inFlight.get(receipt)
      if (!held) return
      held.comesBack.cancelled = true
      held.comesBack = agenda.after(seconds * 1000, () => giveBack(receipt))
    },
    /** Every message in it is gone, those being handled too. */
    empty() {
      for (const { comesBack } of inFlight.values()) comesBack.cancelled = true
      waiting.length = 0
      inFlight.clear()
    },
  }
}

type Options = Shared & { handlers: Record<string, Handler> }

export type Queues = ReturnType<typeof createQueues>

/** The queues of sst.config.ts, each with the function that takes its messages. */
export function createQueues({ handlers, ...shared }: Options) {
  const { functions, queues } = shared.topology
  const all = functions.flatMap(({ name, trigger, timeoutSeconds }) => {
    // What ordering asks of the one is judged where it arrives, and the other reads what shoppers wait for: neither changes
    // anything of a purchase.
    if (name === 'mail' || name === 'restocked') return []
    const handler = handlers[name]
    if (!handler) throw new Error(`functions/${name}.ts is not simulated`)
    if (!('queue' in trigger)) return []
    const description = queues.find((queue) => queue.name === trigger.queue)
    if (!description) throw new Error(`${name} reads ${trigger.queue}, which is no queue`)
    return [createQueue({ ...shared, handler, worker: name, timeoutSeconds, ...trigger, ...description })]
  })

  return {
    all,
    named(name: string): Queue {
      const queue = all.find((candidate) => candidate.name === name)
      if (!queue) throw new Error(`${name} is no queue with a function`)
      return queue
    },
    /** `ChangeMessageVisibility`, whichever queue the receipt is of. */
    changeVisibility(receipt: string, seconds: number) {
      for (const queue of all) queue.changeVisibility(receipt, seconds)
    },
    isIdle: () => all.every((queue) => queue.size() === 0),
  }
}
