import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { SQSRecord } from 'aws-lambda'
import { newCredentials } from './aws/callers.ts'
import { startCloudWatch } from './aws/cloudwatch.ts'
import { startEventBus } from './aws/event-bus.ts'
import { startLambdaApi } from './aws/lambda-api.ts'
import { startLogs } from './aws/logs.ts'
import { startMail } from './aws/mail.ts'
import { createMapping } from './aws/mapping.ts'
import { createMetrics } from './aws/metrics.ts'
import { type Connection, connectionEnvironment, type Service, services } from './connection.ts'
import { startDynamo } from './dynamo.ts'
import { bundleFunctions } from './function-bundles.ts'
import { runFunctions } from './functions.ts'
import { keepLines } from './log-lines.ts'
import { provision } from './provision.ts'
import { sqsClient, startQueues } from './queue-server.ts'
import { resourceEnvironment } from './resource-environment.ts'
import type { Known } from './topology/references.ts'
import { readTopology, type Topology } from './topology.ts'

export type AwsOptions = {
  /** The folder of sst.config.ts. */
  root?: string
  /** Where tables keep their data; in memory without it. Queues are always in memory. */
  dataDir?: string
  /** Services to use where they are instead of starting them. */
  endpoints?: Partial<Record<Service, string>>
  region?: string
  /** Of whom the services are asked, and whom those that are started here answer; new ones by default. */
  credentials?: Connection['credentials']
  /** Values for the named secrets; `local-<name>` padded to 32 characters where one is missing. */
  secrets?: (names: readonly string[]) => Readonly<Record<string, string>>
  siteUrl?: string
  /** Called with the name of each mail, in the folder `mail` of the data, and with what it says. */
  onMail?: (file: string, message: string) => void
  /** Run the functions too. */
  functions?: boolean
  /** Bundle the functions again whenever a source changes. */
  watch?: boolean
  log?: (line: string) => void
  /** Called with every line that a function writes, instead of keeping it in the folder `logs` of the data; warnings and errors go to `log` too. */
  keep?: (source: string, line: string) => void
  /** Called with each batch that a function is given. */
  onBatch?: ((name: string, records: readonly SQSRecord[]) => void) | undefined
  /** Called with one line when a service ends without being asked to. */
  onExit?: (reason: string) => void
}

/**
 * `env` is everything a process needs to use it and all of the shop's resources in it; `known` the names, URLs, ARNs
 * and secrets by `Resource.attribute`; `metrics` what it has measured, which is told what the site writes; `pids` those of child processes. Until `runFunctions` messages wait in the
 * queues.
 */
export type Aws = Awaited<ReturnType<typeof startAws>>

/**
 * Starts an AWS on free ports of 127.0.0.1 with everything sst.config.ts describes in it. Any number may run side by
 * side.
 * @throws Error of one line when a service does not start or cannot be provisioned
 */
export async function startAws(options: AwsOptions = {}) {
  const { root = process.cwd(), dataDir, endpoints = {}, region = 'us-east-1', log = () => {} } = options
  const { credentials = newCredentials(), onExit, watch, siteUrl = 'http://localhost:3000' } = options
  const callers = credentials
  const metrics = createMetrics()
  let keepLine = options.keep
  const keep: NonNullable<AwsOptions['keep']> = (source, line) => {
    metrics.note(line)
    keepLine?.(source, line)
  }
  const started: { close(): unknown }[] = []
  const pids: number[] = []
  const close = async () => {
    // What one starts while it is closed is closed too.
    for (let last = started.pop(); last; last = started.pop()) await last.close()
  }
  const keepToClose = <T extends { close(): unknown }>(server: T) => {
    started.push(server)
    return server
  }

  async function dynamodb() {
    if (endpoints.dynamodb) return endpoints.dynamodb
    const file = dataDir && path.join(dataDir, 'tables.db')
    const server = keepToClose(await startDynamo({ callers, file, onExit }))
    if (server.pid) pids.push(server.pid)
    return server.url
  }
  async function messaging() {
    const sqs = endpoints.sqs ?? keepToClose(await startQueues({ region, callers, metrics })).url
    if (endpoints.eventbridge) return { sqs, eventbridge: endpoints.eventbridge }
    const client = sqsClient({ endpoint: sqs, region, credentials, maxAttempts: 1 })
    const bus = keepToClose(await startEventBus({ callers, region, log, sqs: client }))
    return { sqs, eventbridge: bus.url }
  }

  async function sesv2() {
    if (endpoints.sesv2) return endpoints.sesv2
    return keepToClose(await startMail({ callers, folder: await folderOf('mail'), onMail: options.onMail }))
      .url
  }
  /** What there is to run and to watch is known once sst.config.ts is read, and where once all is provisioned. */
  async function running(topology: Topology, sqs: string, known: () => Known) {
    const mappings = topology.functions.flatMap(({ name, trigger }) =>
      'queue' in trigger ? [createMapping(name, trigger.queue)] : [],
    )
    const client = sqsClient({ endpoint: sqs, region, credentials })
    keepToClose({ close: () => client.destroy() })
    const watch = { callers, sqs: client, metrics, alarms: topology.alarms, known }
    const run = {
      ...{ callers, region, mappings },
      arnOf: (queue: string) => known().get(`${queue}.arn`),
      invoke: (name: string, event: unknown) => functions?.invoke(name, event),
    }
    const [cloudwatch, lambda] = await Promise.all([startCloudWatch(watch), startLambdaApi(run)])
    for (const server of [cloudwatch, lambda]) keepToClose(server)
    return { mappings, endpoints: { cloudwatch: cloudwatch.url, lambda: lambda.url } }
  }
  async function logs(topology: Topology, folder: string) {
    if (endpoints.logs) return endpoints.logs
    const sources = new Map(topology.logGroups.map(({ group, of }) => [group, of]))
    return keepToClose(await startLogs({ callers, folder, sources })).url
  }
  /** Without a folder of data, one that goes with this AWS. */
  async function folderOf(name: string) {
    if (dataDir) return path.join(dataDir, name)
    const folder = await mkdtemp(path.join(tmpdir(), 'swoon-'))
    keepToClose({ close: () => rm(folder, { recursive: true, force: true }) })
    return folder
  }

  let functions: ReturnType<typeof runFunctions> | undefined
  try {
    // Each is waited for, so that what the others started can be closed.
    const starting = [readTopology({ root }), dynamodb(), messaging(), sesv2()] as const
    await Promise.allSettled(starting)
    const [topology, tables, queues, mail] = await Promise.all(starting)
    const known: Known = new Map()
    const { mappings, endpoints: here } = await running(topology, queues.sqs, () => known)
    const logFolder = await folderOf('logs')
    keepLine ??= keepLines(logFolder)
    const lines = await logs(topology, logFolder)
    const connection = {
      ...{ region, credentials },
      endpoints: { dynamodb: tables, ...queues, sesv2: mail, logs: lines, ...here },
    }
    for (const [name, value] of await provision(topology, connection)) known.set(name, value)
    for (const { name } of [...topology.functions, ...topology.sites]) known.set(`${name}.name`, name)
    for (const { functionName, uuid } of mappings) known.set(`${functionName}.uuid`, uuid)
    const secrets = options.secrets?.(topology.secrets)
    for (const secret of topology.secrets)
      known.set(`${secret}.value`, secrets?.[secret] ?? `local-${secret}`.padEnd(32, '-'))
    for (const { name, sender } of topology.mails) known.set(`${name}.sender`, sender)
    for (const { name } of topology.sites) known.set(`${name}.url`, siteUrl)

    async function run() {
      const outDir = await folderOf('functions')
      const bundles = await bundleFunctions(topology.functions, { root, outDir, watch, log })
      const byName = new Map(mappings.map((mapping) => [mapping.functionName, mapping]))
      const place = { topology, known, connection, log, keep, metrics, mappings: byName }
      functions = runFunctions(bundles, { ...place, onBatch: options.onBatch })
      return functions
    }
    /** @throws Error of one line naming the place of the first build error */
    async function runUntilClosed() {
      const running = run()
      // It can be closed before they run.
      keepToClose({ close: () => running.then(({ close }) => close()).catch(() => {}) })
      await running
    }
    if (options.functions) await runUntilClosed()
    const embedded = services.filter((service) => !endpoints[service])
    const env: Record<string, string> = {
      ...connectionEnvironment(connection),
      ...resourceEnvironment(topology, known),
      EMBEDDED_ENDPOINTS: embedded.map((service) => connection.endpoints[service]).join(' '),
    }
    return { env, connection, topology, known, metrics, pids, runFunctions: runUntilClosed, close }
  } catch (error) {
    await close()
    throw error
  }
}
