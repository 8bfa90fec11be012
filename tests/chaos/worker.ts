import type { Topology } from '../../local/topology'
import { takeOverGlobals } from './globals'
import { realTables } from './real-tables'
import type { SeedResult } from './results'
import { type Plan, runSeed } from './run-seed'
import { takeOverClients } from './seam'

export type Task = { id: number; plan: Omit<Plan, 'topology' | 'tables'> }
export type Answer = { id: number } & ({ result: SeedResult } | { error: string })

const endpoint = process.env.CHAOS_DYNAMODB
const tables = endpoint ? { tables: realTables(endpoint) } : {}
const topology: Topology = JSON.parse(process.env.CHAOS_TOPOLOGY ?? '{}')

// Faults are thrown by the ten thousand; a stack for each costs more than the rest of a run.
Error.stackTraceLimit = 0

takeOverGlobals()
takeOverClients()
console.log = () => {}

process.on('message', async ({ id, plan }: Task) => {
  const answer = await runSeed({ ...plan, ...tables, topology }).then(
    (result): Answer => ({ id, result }),
    (error: Error): Answer => ({ id, error: `seed ${plan.seed}: ${error.stack ?? error.message}` }),
  )
  process.send?.(answer)
})
