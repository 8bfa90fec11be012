import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import * as z from 'zod'
import { events, eventTypes } from '../../../lib/events'
import { Product } from '../../../lib/product/product'
import { configFor, connectionEnvironment } from '../../../local/connection'
import { type Aws, startAws } from '../../../local/embedded'
import { runFunctions } from '../../../local/functions'
import { createLambda } from '../../../local/lambda'
import { resourceEnvironment } from '../../../local/resource-environment'
import { seedTable } from '../../../local/seed'
import { type Bundle, bundleForRecording } from './bundles'
import { drivePipeline } from './drive-pipeline'
import { driveSite } from './drive-site'
import { type Metric, metricsIn } from './emf'
import { eventOn, type Permission } from './iam'
import { startRecorder } from './recorder'

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
/** It ends as soon as everything was reached; a machine that is busy needs more of them. */
const rounds = 40
const roundMs = 2_000
const pauseMs = 50

/**
 * Runs every function and the site on an AWS of their own, leads them through all they can do, and answers what each
 * called and read. Every one has all links and may do everything here: what it should not need shows.
 */
export async function recordUse(): Promise<Use[]> {
  const aws = await startAws()
  const outDir = mkdtempSync(path.join(tmpdir(), 'swoon-use-'))
  const callers: Caller[] = []
  try {
    const bundles = await bundleForRecording(aws.topology.functions, outDir)
    for (const bundle of bundles) callers.push(await prepareCaller(aws, bundle, outDir))
    await drive(aws, callers)
    // A call is marked before it is sent: what is under way ends first.
    await Promise.all(callers.map(({ stop }) => stop()))
    return callers.map(useOf)
  } finally {
    await Promise.all(callers.map(({ close }) => close()))
    await aws.close()
    rmSync(outDir, { recursive: true })
  }
}

async function drive(aws: Aws, callers: Caller[]) {
  await seedTable(configFor(aws.connection, 'dynamodb'), 'ProductTable', seed)
  const product = z.array(Product).parse(JSON.parse(readFileSync(seed, 'utf8')))[0]
  if (!product) throw new Error('the seed has no product')
  for (const { site } of callers) if (site) await driveSite(site, product.id)
  // Nothing settles yet, so that the reconciler finds open checkouts, and finds them again after the bus was away.
  const scheduled = callers.filter(({ startAgain }) => startAgain)
  await leadThrough(scheduled, scheduled, async () => {})
  const consumers = callers.filter((caller) => !scheduled.includes(caller))
  await leadThrough(consumers, callers, () => drivePipeline(aws, product))
}

/** Starts some of them and drives until all of `callers` have done everything. */
async function leadThrough(starting: Caller[], callers: Caller[], driveOnce: () => Promise<void>) {
  for (const { start } of starting) start?.()
  for (let round = 0; round < rounds; round++) {
    await driveOnce()
    for (let waited = 0; waited < roundMs; waited += pauseMs) {
      if (isDriven(callers)) return
      await wait(pauseMs)
    }
    // What the bus did not take at first stays open: the reconciler begins anew.
    for (const caller of callers) if (unreachedBy(caller).length > 0) await caller.startAgain?.()
  }
}

/** Every call site was reached, every event was put by its own service, and what should not happen was counted. */
const isDriven = (callers: Caller[]) =>
  callers.every((caller) => unreachedBy(caller).length === 0 && unsaidBy(caller).length === 0)

const publishers: Record<string, string> = { inventory: 'com.swn.inventory', payment: 'com.swn.payment' }

function unsaidBy({ bundle: { name }, recorder, metrics }: Caller) {
  const used = [...recorder.used.values()].map(({ on }) => on)
  const own = eventTypes.map((type) => ({ type, source: events[type].source }))
  const rare = name === 'ordering' ? ['OrdersContradictory'] : ['PublishFailed']
  return [
    ...own.filter(
      ({ source, type }) =>
        source === publishers[name] && !used.includes(eventOn('SwnEventBus', { source, type })),
    ),
    ...rare.filter((wanted) => !metrics.some(({ metricName }) => metricName === wanted)),
  ]
}

type Caller = Awaited<ReturnType<typeof prepareCaller>>

async function prepareCaller(aws: Aws, bundle: Bundle, outDir: string) {
  const metrics: Metric[] = []
  // Each of them fails to publish first: that is a metric too.
  const busIsAway = () => !metrics.some(({ metricName }) => metricName === 'PublishFailed')
  const recorder = await startRecorder(aws.connection, { busIsAway })
  const notes = { reached: new Set<string>(), link: new Set<string>() }
  const read = (line: string) => {
    metrics.push(...metricsIn(line))
    const [, kind, what] = /@use (reached|link) (.+)$/.exec(line) ?? []
    if (what && (kind === 'reached' || kind === 'link')) notes[kind].add(what)
  }
  const runs = runnerOf(aws, bundle, { outDir, connection: recorder.connection, read })
  return {
    ...runs,
    bundle,
    recorder,
    notes,
    metrics,
    async close() {
      await runs.stop()
      recorder.close()
    },
  }
}

type Place = { outDir: string; connection: Aws['connection']; read: (line: string) => void }

function runnerOf({ topology, known }: Aws, { name }: Bundle, { outDir, connection, read }: Place) {
  const fn = topology.functions.find((fn) => fn.name === name)
  if (!fn) {
    const environment = topology.sites[0]?.environment
    const env = {
      ...connectionEnvironment(connection),
      ...resourceEnvironment(topology, known),
      ...environment,
    }
    const file = path.join(outDir, `${name}.mjs`)
    const site = createLambda({ name, file, env, timeoutMs: 20_000, memoryMb: 512, log: read })
    return { site: site.invoke, stop: site.close }
  }
  const links = topology.links.map(({ name }) => name)
  // Payments of both outcomes, whatever the stage has.
  const environment = { ...fn.environment, PAYMENT_SUCCESS_RATE: '0.5' }
  const only = { ...topology, functions: [{ ...fn, links, environment }] }
  let running: ReturnType<typeof runFunctions> | undefined
  function start() {
    const bundles = { outDir, reloads: [], close: async () => {} }
    const keep = (_: string, line: string) => read(line)
    running = runFunctions(bundles, { topology: only, known, connection, log: () => {}, keep })
  }
  const stop = async () => running?.close()
  const startAgain = async () => {
    await stop()
    start()
  }
  return { start, stop, startAgain: 'schedule' in fn.trigger ? startAgain : undefined }
}

const unreachedBy = ({ bundle, notes }: Caller) => bundle.callSites.filter((site) => !notes.reached.has(site))

const useOf = (caller: Caller): Use => ({
  name: caller.bundle.name,
  permissions: [...caller.recorder.used.values()],
  links: [...caller.notes.link],
  callSites: caller.bundle.callSites,
  unreached: unreachedBy(caller),
  faults: [...caller.recorder.faults],
  metrics: caller.metrics,
})
