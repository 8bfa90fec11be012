import type { Actor } from './actors'
import type { Service } from './aws-errors'
import type { Reads } from './tables/consistency'
import type { Reading } from './tables/memory'

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
