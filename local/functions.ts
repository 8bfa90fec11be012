import path from 'node:path'
import * as z from 'zod'
import { type Connection, configFor, connectionEnvironment } from './connection.ts'
import { pollQueue } from './event-source.ts'
import { bundleFunctions } from './function-bundles.ts'
import { createLambda } from './lambda.ts'
import { type LogLines, sortLine } from './log-lines.ts'
import { resourceEnvironment } from './resource-environment.ts'
import { periodOf, runEvery } from './schedule.ts'
import { sqsClient } from './sqs.ts'
import type { LambdaFunction, Topology } from './topology.ts'

type Place = {
  topology: Topology
  known: ReadonlyMap<string, string>
  connection: Connection
  log: (line: string) => void
  /** Given every line that a function writes; `log` is given those that somebody should see. */
  keep?: LogLines['keep']
}

/** Batches that one function handles side by side at most: here they share a few cores with the pages. */
const mostBatches = 4

/**
 * Bundles every function of the topology.
 *
 * @param options.watch rebuild on change; running functions then take the new bundle
 */
export async function prepareFunctions(
  { functions }: Topology,
  options: { root: string; outDir: string; watch?: boolean; log: (line: string) => void },
) {
  const reloads: (() => void)[] = []
  const onRebuilt = () => {
    options.log('functions rebuilt')
    for (const reload of reloads) reload()
  }
  const { close } = await bundleFunctions(functions, {
    ...options,
    ...(options.watch && { onRebuilt }),
  })
  return { outDir: options.outDir, reloads, close }
}

/**
 * Runs the bundled functions: each on its queue or schedule. Scheduled ones are also called once now with
 * `all: true`, because queues that live in memory lost what they held.
 *
 * @returns `close`, which stops the pollers, lets running invocations finish and ends the functions
 */
export function runFunctions(
  { outDir, reloads, close: closeBundles }: Awaited<ReturnType<typeof prepareFunctions>>,
  place: Place,
) {
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
    return { lambda, source: startTrigger(fn, lambda.invoke) }
  })

  function startTrigger({ trigger, name }: LambdaFunction, invoke: (event: unknown) => Promise<unknown>) {
    if ('queue' in trigger) {
      const { queue, ...mapping } = trigger
      const value = (attribute: string) => known.get(`${queue}.${attribute}`) ?? ''
      return pollQueue({
        ...mapping,
        maximumConcurrency: Math.min(mapping.maximumConcurrency ?? mostBatches, mostBatches),
        sqs,
        queueUrl: value('url'),
        queueArn: value('arn'),
        invoke,
        log,
      })
    }
    const source = runEvery(periodOf(trigger.schedule), () => invoke(trigger.event), log)
    const stopping = new AbortController()
    const replayed = replay(invoke, stopping.signal).catch((error: Error) => log(`${name}: ${error.message}`))
    const close = () => {
      stopping.abort()
      return Promise.all([source.close(), replayed])
    }
    return { close }
  }

  return {
    async close() {
      await closeBundles()
      await Promise.all(running.map(({ source }) => source.close()))
      await Promise.all(running.map(({ lambda }) => lambda.close()))
      sqs.destroy()
    },
  }
}

const CutShort = z.object({ next: z.record(z.string(), z.unknown()) })

/** Invokes with `all: true`, and again with the `next` that is answered, until there is none or it is stopped. */
async function replay(invoke: (event: unknown) => Promise<unknown>, stopping: AbortSignal) {
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
