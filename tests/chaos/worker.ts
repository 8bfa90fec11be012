import type { Topology } from '../../local/topology'
import type { FaultKind } from './adversary'
import { takeOverGlobals } from './globals'
import type { Violation } from './invariants'
import { type Plan, runSeed } from './run-seed'
import { runScenario, type Scenario } from './scenarios'
import { realTables, takeOverClients } from './seam'
import { running } from './world'

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

export type Task =
  | { id: number; plan: Omit<Plan, 'topology' | 'tables'> }
  | { id: number; scenario: Scenario }
export type Answer = { id: number } & (
  | { result: SeedResult }
  | { scenario: ScenarioResult }
  | { error: string }
)

const endpoint = process.env.CHAOS_DYNAMODB
const tables = endpoint ? { tables: realTables(endpoint) } : {}
const topology: Topology = JSON.parse(process.env.CHAOS_TOPOLOGY ?? '{}')

// Faults are thrown by the ten thousand; a stack for each costs more than the rest of a run.
Error.stackTraceLimit = 0

takeOverGlobals()
takeOverClients()
// Metrics, by the hundred thousand; one of them is looked at.
process.stdout.write = (line) => {
  if (String(line).includes('"OrdersContradictory":')) running().forgeries.count()
  return true
}

async function answer(task: Task): Promise<Answer> {
  const { id } = task
  try {
    if ('scenario' in task) return { id, scenario: await runScenario(task.scenario, topology) }
    return { id, result: await runSeed({ ...task.plan, ...tables, topology }) }
  } catch (error) {
    const what = 'plan' in task ? `seed ${task.plan.seed}` : 'scenario'
    return { id, error: `${what}: ${error instanceof Error ? error.stack : error}` }
  }
}

process.on('message', async (task: Task) => process.send?.(await answer(task)))
