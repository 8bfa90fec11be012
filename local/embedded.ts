import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { SQSRecord } from 'aws-lambda'
import { newCredentials } from './aws/callers.ts'
import { startEventBus } from './aws/event-bus.ts'
import { startMail } from './aws/mail.ts'
import { type Connection, connectionEnvironment, type Service, services } from './connection.ts'
import { startDynamo } from './dynamo.ts'
import { bundleFunctions } from './function-bundles.ts'
import { runFunctions } from './functions.ts'
import { provision } from './provision.ts'
import { sqsClient, startQueues } from './queue-server.ts'
import { resourceEnvironment } from './resource-environment.ts'
import { readTopology } from './topology.ts'

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
  /** Called with every line that a function writes; warnings and errors go to `log` too. */
  keep?: (source: string, line: string) => void
  /** Called with each batch that a function is given. */
  onBatch?: ((name: string, records: readonly SQSRecord[]) => void) | undefined
  /** Called with one line when a service ends without being asked to. */
  onExit?: (reason: string) => void
}

/**
 * `env` is everything a process needs to use it and all of the shop's resources in it; `known` the names, URLs, ARNs
 * and secrets by `Resource.attribute`; `pids` those of child processes. Until `runFunctions` messages wait in the
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
  const { credentials = newCredentials(), keep, onExit, watch, siteUrl = 'http://localhost:3000' } = options
  const callers = credentials
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
    const sqs = endpoints.sqs ?? keepToClose(await startQueues({ region, callers })).url
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
  /** Without a folder of data, one that goes with this AWS. */
  async function folderOf(name: string) {
    if (dataDir) return path.join(dataDir, name)
    const folder = await mkdtemp(path.join(tmpdir(), 'swoon-'))
    keepToClose({ close: () => rm(folder, { recursive: true, force: true }) })
    return folder
  }

  try {
    // Each is waited for, so that what the others started can be closed.
    const starting = [readTopology({ root }), dynamodb(), messaging(), sesv2()] as const
    await Promise.allSettled(starting)
    const [topology, tables, queues, mail] = await Promise.all(starting)
    const connection = { endpoints: { dynamodb: tables, ...queues, sesv2: mail }, region, credentials }
    const known = await provision(topology, connection)
    const secrets = options.secrets?.(topology.secrets)
    for (const secret of topology.secrets)
      known.set(`${secret}.value`, secrets?.[secret] ?? `local-${secret}`.padEnd(32, '-'))
    for (const { name, sender } of topology.mails) known.set(`${name}.sender`, sender)
    for (const { name } of topology.sites) known.set(`${name}.url`, siteUrl)

    async function run() {
      const outDir = await folderOf('functions')
      const bundles = await bundleFunctions(topology.functions, { root, outDir, watch, log })
      return runFunctions(bundles, { topology, known, connection, log, keep, onBatch: options.onBatch })
    }
    /** @throws Error of one line naming the place of the first build error */
    async function runUntilClosed() {
      const running = run()
      // It can be closed before they run.
      keepToClose({ close: () => running.then(({ close }) => close()).catch(() => {}) })
      await running
    }
    if (options.functions) await runUntilClosed()
    const here = services.filter((service) => !endpoints[service])
    const env: Record<string, string> = {
      ...connectionEnvironment(connection),
      ...resourceEnvironment(topology, known),
      EMBEDDED_ENDPOINTS: here.map((service) => connection.endpoints[service]).join(' '),
    }
    return { env, connection, topology, known, pids, runFunctions: runUntilClosed, close }
  } catch (error) {
    await close()
    throw error
  }
}
