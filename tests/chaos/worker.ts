import type { Topology } from '../../local/topology'
import { takeOverGlobals } from './globals'
import { type Plan, runSeed, type SeedResult } from './run-seed'
import { runScenario, type Scenario, type ScenarioResult } from './scenarios'
import { realTables, takeOverClients } from './seam'
import { running } from './world'

export type Task = { plan: Omit<Plan, 'topology' | 'tables'> } | { scenario: Scenario }
export type Answer = SeedResult | ScenarioResult | { error: string }

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
  try {
    if ('scenario' in task) return await runScenario(task.scenario, topology)
    return await runSeed({ ...task.plan, ...tables, topology })
  } catch (error) {
    return { error: `${JSON.stringify(task)}: ${error instanceof Error ? error.stack : error}` }
  }
}

process.on('message', async (task: Task) => process.send?.(await answer(task)))
