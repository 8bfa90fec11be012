import type { Topology } from '../../local/topology'
import { takeOverGlobals } from './globals'
import { realTables } from './real-tables'
import type { ScenarioResult, SeedResult } from './results'
import { runScenario, type Scenario } from './run-scenario'
import { type Plan, runSeed } from './run-seed'
import { running } from './running'
import { takeOverClients } from './seam'

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
