import type { Trouble } from '../verdict/verdict'

/** An event: who publishes it, and the queues that its rule copies it into. */
export type FlowEvent = { name: string; by: string; to: string[] }

export type FlowQueue = {
  name: string
  deadLetters?: string
  /** After so many tries a message is a dead letter. */
  tries?: number
  /** The function that fills it, where the bus does not. */
  filledBy?: string
}

export type FlowFunction = {
  name: string
  /** What it takes from; else it has a schedule. */
  queue?: string
  schedule?: string
  tables: string[]
  /** It has no events of its own, and publishes others' again. */
  publishesAgain?: true
}

/** What sst.config.ts describes, as far as a purchase goes through it. */
export type Flow = {
  site: string
  bus: string
  busDeadLetters: string
  events: FlowEvent[]
  queues: FlowQueue[]
  functions: FlowFunction[]
}

/** The table whose open rows are the purchases that have not settled. */
export const openTable = 'CheckoutTable'
export const openBox = 'Open checkouts'

/** What each does, in as few words as there are. */
const roles: Record<string, string> = {
  ordering: 'writes the order',
  inventory: 'takes the stock',
  payment: 'takes the money',
  mail: 'mails the shopper',
  reconcile: 'publishes what is open',
  restocked: 'mails who waited',
}
export const roleOf = (name: string) => roles[name] ?? ''

/** Who publishes events of its own, each with a colour of its own. */
export const publishersOf = ({ events }: Flow) => [...new Set(events.map(({ by }) => by))]

/** The events that come to a queue. */
export const heardBy = ({ events }: Flow, queue: string) => events.filter(({ to }) => to.includes(queue))

/** A queue and who takes from it. */
export type Lane = { queue: FlowQueue; consumer?: FlowFunction }

/** Queues of the bus, those first whose services publish; and those that a service fills. */
export function lanesOf(flow: Flow): { lanes: Lane[]; behind: Lane[] } {
  const publishers = publishersOf(flow)
  const all = flow.queues.map((queue): Lane => {
    const consumer = flow.functions.find((one) => one.queue === queue.name)
    return { queue, ...(consumer && { consumer }) }
  })
  const rank = ({ consumer }: Lane) => (consumer && publishers.includes(consumer.name) ? 0 : 1)
  return {
    lanes: all.filter(({ queue }) => !queue.filledBy).toSorted((a, b) => rank(a) - rank(b)),
    behind: all.filter(({ queue }) => queue.filledBy),
  }
}

/** Without those that this shop lacks: a shop that sends no mail has fewer. */
export function flowWith(flow: Flow, queues: readonly string[]): Flow {
  const has = ({ name, filledBy }: FlowQueue) => !filledBy || queues.includes(name)
  const gone = flow.queues.filter((queue) => !has(queue)).map(({ name }) => name)
  const mails = (one: FlowFunction) => one.name === 'restocked' || (one.queue && gone.includes(one.queue))
  if (gone.length === 0) return flow
  return { ...flow, queues: flow.queues.filter(has), functions: flow.functions.filter((one) => !mails(one)) }
}

/** A box that is stuck: in a word or two, and in those of the trouble. */
export type Mark = { short: string; words: string }

const openTroubles: Record<string, string> = {
  'given-up': 'Given up',
  'long-open': 'Late',
  unreadable: 'Unreadable',
}

/** Which boxes are stuck, by name: the worst of each. */
export function marksOf(flow: Flow, troubles: readonly Trouble[]): Map<string, Mark> {
  const marks = new Map<string, Mark>()
  const mark = (box: string, short: string, { words }: Trouble) =>
    marks.has(box) || marks.set(box, { short, words })
  for (const trouble of troubles) {
    const { key } = trouble
    const queue = flow.queues.find(({ name, deadLetters }) => key === deadLetters || key.startsWith(name))
    const consumer = flow.functions.find(({ name }) => key.startsWith(name))
    if (queue) mark(queue.name, key === queue.deadLetters ? 'Dead letters' : 'Backs up', trouble)
    else if (key === flow.busDeadLetters) mark(flow.bus, 'Undelivered', trouble)
    else if (openTroubles[key]) mark(openBox, openTroubles[key], trouble)
    else if (consumer) mark(consumer.name, key.endsWith('paused') ? 'Paused' : 'Stuck', trouble)
  }
  return marks
}
