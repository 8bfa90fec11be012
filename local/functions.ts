import path from 'node:path'
import type { SQSRecord } from 'aws-lambda'
import * as z from 'zod'
import type { Mapping } from './aws/mapping.ts'
import type { Metrics } from './aws/metrics.ts'
import { type Connection, configFor, connectionEnvironment } from './connection.ts'
import { pollQueue } from './event-source.ts'
import type { Bundles } from './function-bundles.ts'
import { createLambda } from './lambda.ts'
import { type LogLines, sortLine } from './log-lines.ts'
import { sqsClient } from './queue-server.ts'
import { resourceEnvironment } from './resource-environment.ts'
import type { LambdaFunction, Topology } from './topology.ts'

type Invoke = (event: unknown) => Promise<unknown>
type Place = {
  topology: Topology
  known: ReadonlyMap<string, string>
  connection: Connection
  log: (line: string) => void
  /** Given every line that a function writes; `log` is given those that somebody should see. */
  keep?: LogLines['keep']
  /** By the function's name. */
  mappings?: ReadonlyMap<string, Mapping>
  /** Told of each invocation whether it failed. */
  metrics?: Metrics
  /** Called with each batch that a function is given. */
  onBatch?: ((name: string, records: readonly SQSRecord[]) => void) | undefined
}

/** Batches that one function handles side by side at most: here they share a few cores with the pages. */
const mostBatches = 4

/**
 * Runs bundled functions, each on its queue or schedule. Scheduled ones are also called once now with `all: true`,
 * because queues that live in memory lost what they held.
 * @returns `close`, which stops the pollers, lets running invocations finish and ends the functions
 */
export function runFunctions({ outDir, reloads, close: closeBundles }: Bundles, place: Place) {
  const { topology, known, connection, log, keep = () => {} } = place
  const sqs = sqsClient(configFor(connection, 'sqs'))
  const running = topology.functions.map((fn) => {
    const lambda = createLambda({
      name: fn.name,
      file: path.join(outDir, `${fn.name}.mjs`),
      env: environmentOf(fn, place),
      timeoutMs: fn.timeoutSeconds * 1000,
      memoryMb: fn.memoryMb,
      log: (line) => sortLine(fn.name, line, { keep, show: log }),
    })
    reloads.push(lambda.reload)
    const invoke: Invoke = (event) =>
      lambda.invoke(event).then(
        (result) => {
          noteErrors(fn.name, 0)
          return result
        },
        (error) => {
          noteErrors(fn.name, 1)
          throw error
        },
      )
    return { name: fn.name, lambda, invoke, source: startTrigger(fn, invoke) }
  })

  function noteErrors(FunctionName: string, count: number) {
    const metric = { namespace: 'AWS/Lambda', metricName: 'Errors', dimensions: { FunctionName } }
    place.metrics?.add(metric, count)
  }

  function startTrigger({ trigger, name }: LambdaFunction, invoke: Invoke) {
    if ('schedule' in trigger)
      return runSchedule(trigger, invoke, (error) => log(`${name}: ${error.message}`))
    const { queue, maximumConcurrency = mostBatches, ...mapping } = trigger
    return pollQueue({
      ...mapping,
      maximumConcurrency: Math.min(maximumConcurrency, mostBatches),
      sqs,
      queueUrl: known.get(`${queue}.url`) ?? '',
      queueArn: known.get(`${queue}.arn`) ?? '',
      mapping: place.mappings?.get(name),
      invoke,
      log,
      onBatch: (records) => place.onBatch?.(name, records),
    })
  }

  return {
    /** Invokes a function by its name; undefined where there is none. */
    invoke: (name: string, event: unknown) => running.find((fn) => fn.name === name)?.invoke(event),
    async close() {
      await closeBundles()
      await Promise.all(running.map(({ source }) => source.close()))
      await Promise.all(running.map(({ lambda }) => lambda.close()))
      sqs.destroy()
    },
  }
}

/** Invokes with `all: true` now, and with the event of the schedule at every period. `close` waits for what is under way. */
function runSchedule(
  { schedule, event }: { schedule: string; event: unknown },
  invoke: Invoke,
  failed: (error: Error) => void,
) {
  const stopping = new AbortController()
  const underway = new Set<Promise<unknown>>()
  const run = (begun: Promise<unknown>) => {
    const running = begun.catch(failed).finally(() => underway.delete(running))
    underway.add(running)
  }
  const timer = setInterval(() => run(invoke(event)), periodOf(schedule))
  run(replay(invoke, stopping.signal))
  return {
    async close() {
      clearInterval(timer)
      stopping.abort()
      await Promise.all(underway)
    },
  }
}

const units = { minute: 60_000, hour: 3_600_000, day: 86_400_000 }

/**
 * Milliseconds between two runs of `rate(1 minute)`, the only kind of schedule that runs locally.
 * @throws Error of one line for anything else
 */
export function periodOf(expression: string) {
  const [, count, unit] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression) ?? []
  if (!count || !unit) throw new Error(`schedule ${expression} does not run locally: only rate(...) does`)
  return Number(count) * units[unit as keyof typeof units]
}

const CutShort = z.object({ next: z.record(z.string(), z.unknown()) })

/** Invokes with `all: true`, and again with the `next` that is answered, until there is none or it is stopped. */
async function replay(invoke: Invoke, stopping: AbortSignal) {
  for (let event: unknown = { all: true }; event && !stopping.aborted; )
    event = CutShort.safeParse(await invoke(event)).data?.next
}

/** What the deployed function would have: AWS's variables, its own, and its own links. */
const environmentOf = (fn: LambdaFunction, { topology, known, connection }: Place) => ({
  ...connectionEnvironment(connection),
  ...resourceEnvironment(topology, known, fn.links),
  ...fn.environment,
  AWS_LAMBDA_FUNCTION_NAME: fn.name,
  AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(fn.memoryMb),
  // Deployed functions run on the Node that sst.config.ts names, whatever runs here.
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
})
