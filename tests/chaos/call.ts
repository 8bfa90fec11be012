import type { Actor } from './actors'
import type { Service } from './aws-errors'

/** One call that leaves the process: to AWS or to the payment gateway. */
export type Call = {
  service: Service
  /** For the history: operation and what it is about. */
  text: string
  /** Of a transaction: how many items it has. */
  items?: number
  /** PutItem, UpdateItem or DeleteItem. */
  isSingleWrite?: boolean
  perform: (actor: Actor) => Promise<unknown>
}
