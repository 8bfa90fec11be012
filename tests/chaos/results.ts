import type { Violation } from './violation'
import type { FaultKind } from './weather'

export type SeedResult = {
  seed: number
  violations: Violation[]
  purchases: number
  deliveries: number
  faults: Partial<Record<FaultKind, number>>
  /** Of everything that happened, so that two runs can be compared. */
  hash: string
  /** The history of the purchase that the first violation is about. */
  story: string[]
}

export type ScenarioResult = {
  violations: Violation[]
  orders: number
  /** How many orders ended in which status. */
  statuses: Record<string, number>
  /** Orders whose money the provider keeps. */
  charged: number
  /** Transactions that took stock off the product, and those that were tried. */
  written: number
  tried: number
}
