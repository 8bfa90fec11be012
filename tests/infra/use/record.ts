import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import * as z from 'zod'
import { events, eventTypes } from '../../../lib/events'
import { Product } from '../../../lib/product/product'
import { configFor, connectionEnvironment } from '../../../local/connection'
import { type Aws, startAws } from '../../../local/embedded'
import { createLambda } from '../../../local/lambda'
import { resourceEnvironment } from '../../../local/resource-environment'
import { seedTable } from '../../../local/seed'
import { type Bundle, bundleForRecording } from './bundles'
import { drivePipeline } from './drive-pipeline'
import { type Metric, metricsIn } from './emf'
import { eventOn, type Permission } from './iam'

export type Note = { reached: string } | { link: string } | { permission: Permission } | { fault: string }

/** What one function, or the site, was seen to do. */
export type Use = {
  name: string
  permissions: Permission[]
  /** Names read from `Resource`. */
  links: string[]
  /** Where its bundle puts together a request to AWS. */
  callSites: string[]
  /** Those that nothing led to, so that the recording says nothing about them. */
  unreached: string[]
  /** Requests whose permissions are not known. */
  faults: string[]
  metrics: Metric[]
}

const seed = 'lib/product/seed.json'
/** It ends as soon as everything was reached; half of the payments are declined, so some need more of them. */
const rounds = 40
/** What tells why a call has failed. */
const errors: string[] = []

/**
 * Leads every function and the site, on an AWS of their own, through all they can do, and answers what each called and
 * read. Every one has all links and may do everything here: what it should not need shows.
 */
export async function recordUse(): Promise<Use[]> {
  const aws = await startAws()
  const outDir = mkdtempSync(path.join(tmpdir(), 'swoon-use-'))
  try {
    await seedTable(configFor(aws.connection, 'dynamodb'), 'ProductTable', seed)
    const products = z.array(Product).parse(JSON.parse(readFileSync(seed, 'utf8')))
    const [product, soldOut] = [products[0], products.find(({ availableStock }) => availableStock === 0)]
    if (!product || !soldOut) throw new Error('the seed has no product, or none that is sold out')
    const bundles = await bundleForRecording(aws.topology.functions, outDir)
    const callers = bundles.map((bundle) => startCaller(aws, bundle, outDir))
    const called = (name: string) => callers.find(({ use }) => use.name === name)?.lambda
    try {
      await called('site')?.invoke([product.id, soldOut.id])
      // What the bus did not take at first stays open, and is published again.
      for (const event of [{ all: true }, { all: true }, {}])
        await called('reconcile')
          ?.invoke(event)
          .catch(() => {})
      for (let round = 0; round < rounds && !callers.every(isDriven); round++)
        await drivePipeline(aws, product, (name, event) => called(name)?.invoke(event))
    } finally {
      // What they wrote has been read once they have ended.
      await Promise.all(callers.map(({ lambda }) => lambda.close()))
    }
    return callers.map(({ use }) => use)
  } catch (error) {
    throw new Error(errors.slice(-3).join('\n'), { cause: error })
  } finally {
    await aws.close()
    rmSync(outDir, { recursive: true })
  }
}

type Caller = ReturnType<typeof startCaller>

function startCaller({ connection, topology, known }: Aws, { name, callSites }: Bundle, outDir: string) {
  const nothing = { permissions: [], links: [], faults: [], metrics: [] }
  const use: Use = { name, callSites, unreached: [...callSites], ...nothing }
  const fn = topology.functions.find((fn) => fn.name === name)
  const env = {
    ...connectionEnvironment(connection),
    ...resourceEnvironment(topology, known),
    ...(fn ?? topology.sites[0])?.environment,
    // Payments of both outcomes, whatever the stage has.
    PAYMENT_SUCCESS_RATE: '0.5',
  }
  const log = (line: string) => {
    use.metrics.push(...metricsIn(line))
    const [, json] = /@use (\{.*\})$/.exec(line) ?? []
    if (json) take(use, JSON.parse(json))
    if (line.includes('"level":"ERROR"')) errors.push(line)
  }
  const file = path.join(outDir, `${name}.mjs`)
  // One call of the site is all that it can do, a dozen passwords that are hashed among it.
  const timeoutMs = 180_000
  return { use, lambda: createLambda({ name, file, env, timeoutMs, memoryMb: 512, log }) }
}

function take(use: Use, note: Note) {
  if ('reached' in note) use.unreached = use.unreached.filter((site) => site !== note.reached)
  else if ('link' in note) use.links.push(note.link)
  else if ('permission' in note) use.permissions.push(note.permission)
  else use.faults.push(note.fault)
}

const publishers: Record<string, string> = { inventory: 'com.swn.inventory', payment: 'com.swn.payment' }

const rareMetrics: Record<string, string> = {
  ordering: 'OrdersContradictory',
  mail: 'MailsRefused',
  restocked: 'MailsRefused',
}

/** Every call site was reached, every event was put by its own service, and what should not happen was counted. */
function isDriven({ use: { name, unreached, permissions, metrics } }: Caller) {
  const own = eventTypes.filter((type) => events[type].source === publishers[name])
  const rare = rareMetrics[name] ?? 'PublishFailed'
  const isPut = (type: (typeof own)[number]) =>
    permissions.some(({ on }) => on === eventOn('SwnEventBus', { source: events[type].source, type }))
  return unreached.length === 0 && own.every(isPut) && metrics.some(({ metricName }) => metricName === rare)
}
