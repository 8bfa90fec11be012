import { type ChildProcess, fork } from 'node:child_process'
import { cpus } from 'node:os'
import { resourceEnvironment } from '../../local/resource-environment'
import { readTopology } from '../../local/topology'
import type { ScenarioResult, SeedResult } from './results'
import type { Scenario } from './run-scenario'
import type { Answer, Task } from './worker'

export type Plan = Extract<Task, { plan: unknown }>['plan']

/** What the simulated processes find in their environment. */
export async function workerEnvironment() {
  const topology = await readTopology()
  const known = new Map<string, string>()
  for (const { name } of [...topology.tables, ...topology.buses, ...topology.queues]) {
    known.set(`${name}.name`, name)
    known.set(`${name}.arn`, `arn:aws:sqs:us-east-1:000000000000:${name}`)
    known.set(`${name}.url`, `https://sqs/${name}`)
  }
  for (const name of topology.secrets) known.set(`${name}.value`, 'secret')
  for (const { name } of topology.sites) known.set(`${name}.url`, 'http://localhost')
  return {
    ...resourceEnvironment(topology, known),
    AWS_REGION: 'us-east-1',
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    POWERTOOLS_LOG_LEVEL: 'SILENT',
    CHAOS_TOPOLOGY: JSON.stringify(topology),
  }
}

type Run = {
  file: string
  env: Record<string, string>
  plans: Iterable<Plan>
  workers?: number
  /** Answers false to stop: no further plan is started. */
  onResult: (result: SeedResult) => boolean | undefined
}

/**
 * Runs the plans in as many processes as there are cores.
 *
 * @throws Error when the simulation itself fails
 */
export async function runPlans({ file, env, plans, workers = cpus().length, onResult }: Run) {
  const queue = plans[Symbol.iterator]()
  let stopped = false
  let id = 0
  const take = () => {
    const next = stopped ? undefined : queue.next()
    return next && !next.done ? next.value : undefined
  }

  const serve = (child: ChildProcess) =>
    new Promise<void>((resolve, reject) => {
      const give = () => {
        const plan = take()
        if (plan) child.send({ id: ++id, plan } satisfies Task)
        else resolve()
      }
      child.on('message', (answer: Answer) => {
        if ('error' in answer) return reject(new Error(answer.error))
        if ('result' in answer && onResult(answer.result) === false) stopped = true
        give()
      })
      child.once('exit', (code) => reject(new Error(`a worker ended with code ${code}`)))
      child.once('error', reject)
      give()
    })

  const children = Array.from({ length: workers }, () =>
    fork(file, { env: { ...process.env, ...env }, execArgv: [] }),
  )
  try {
    await Promise.all(children.map(serve))
  } finally {
    stopped = true
    for (const child of children) {
      child.removeAllListeners()
      child.kill()
    }
  }
}

/** Runs one scenario in a process of its own. */
export const runScenarioIn = (file: string, env: Record<string, string>, scenario: Scenario) =>
  new Promise<ScenarioResult>((resolve, reject) => {
    const child = fork(file, { env: { ...process.env, ...env }, execArgv: [] })
    child.once('error', reject)
    child.once('message', (answer: Answer) => {
      child.kill()
      if ('scenario' in answer) resolve(answer.scenario)
      else reject(new Error('error' in answer ? answer.error : 'no scenario was run'))
    })
    child.send({ id: 1, scenario } satisfies Task)
  })
