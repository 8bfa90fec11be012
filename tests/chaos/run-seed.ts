import { ScanCommand } from '@aws-sdk/lib-dynamodb'
import type { Topology } from '../../local/topology'
import { actAs } from './actors'
import { type FaultKind, planCalamities } from './adversary'
import { usualGoods } from './catalogue'
import { randomOf, takeFrom } from './globals'
import { becomeAccount } from './guests'
import { checkInvariants, type Violation } from './invariants'
import { shop, shopWithCare } from './shopper'
import { createAnswers, createOrderReader } from './site'
import { isRow, memoryTables } from './tables/memory'
import { createWorld, setRunning, type Tables, type World } from './world'

export type Plan = {
  seed: number
  topology: Topology
  tables?: Tables
  without?: readonly string[]
  shoppers?: number
  /** Guests that become accounts. */
  becoming?: number
}

export type SeedResult = {
  seed: number
  violations: Violation[]
  purchases: number
  deliveries: number
  faults: Partial<Record<FaultKind, number>>
  /** Of everything that happened, so that two runs can be compared. */
  hash: string
  /** The history of the purchase that the first violation is about. */
  story: string[]
}

const purchasesEach = 4
// Many small shops find more than few large ones in the same time.
const usualShoppers = 16
const carefulShoppers = 3
const becomingAccounts = 3
const checkEveryMs = 60_000
/** Away from the minute, when the reconciler is at work. */
const betweenReconcilesMs = 55_000
const patienceMs = 8 * 60 * 60_000
const mostSteps = 4_000_000

/** One seed from the first shopper to the last check: the same seed, the same run. */
export async function runSeed({
  seed,
  topology,
  shoppers = usualShoppers,
  becoming: guests = becomingAccounts,
  ...given
}: Plan): Promise<SeedResult> {
  const random = randomOf(String(seed))
  const world = createWorld({ tables: memoryTables(topology.tables), ...given, topology, random })
  const answers = createAnswers(world)
  const reader = createOrderReader(world, answers)
  return simulate(world, random.fork('production').next, async () => {
    await world.catalogue.open(usualGoods(random.fork('goods')))
    planCalamities(world, random.fork('calamities'))
    const everyone = Array.from({ length: shoppers }, (_, index) => {
      const userName = `shopper-${index}`
      return shop({ world, answers, reader, userName, random: random.fork(userName) }, purchasesEach)
    })
    const careful = Array.from({ length: carefulShoppers }, (_, index) => {
      const userName = `careful-${index}`
      return shopWithCare({ world, answers, userName, random: random.fork(userName) })
    })
    const becoming = Array.from({ length: guests }, (_, index) => {
      const names = {
        guest: `guest-${index}`,
        account: `account-${index}`,
        others: `account-${(index + 1) % guests}`,
      }
      const productId = index === 2 ? 'vase' : 'tea'
      return becomeAccount({ world, answers, productId, random: random.fork(names.guest), ...names })
    })
    const visits = Promise.all([...everyone, ...careful, ...becoming])
    const quiet = await untilQuiet(world, visits)
    const violations = [...world.violations, ...quiet, ...(await checkInvariants(world, answers))]
    return resultOf(seed, world, violations)
  })
}

/** Gives this process over to one world while `run` lasts. */
export async function simulate<T>(world: World, random: () => number, run: () => Promise<T>): Promise<T> {
  setRunning(world)
  takeFrom({ now: world.clocks.now, elapsed: world.agenda.now, random, sleep: world.sleepAsActor })
  try {
    return await run()
  } finally {
    takeFrom(undefined)
    setRunning(undefined)
  }
}

const turn = () => new Promise<void>((resolve) => setImmediate(resolve))

/** Runs until nothing is left to happen. Faults end with the last visit. */
export async function untilQuiet(world: World, visits: Promise<unknown>): Promise<Violation[]> {
  const { agenda, weather } = world
  let over = false
  void visits.then(() => {
    over = true
    weather.calmDown()
  })
  let quiet = false
  const look = () =>
    agenda.after(checkEveryMs, async () => {
      look()
      quiet = over && (await isQuiet(world))
    })
  agenda.after(betweenReconcilesMs, look)
  const deadline = agenda.now() + patienceMs
  for (let steps = 0; steps < mostSteps && !quiet && agenda.now() < deadline; steps++) {
    do await turn()
    while (!world.tables.isIdle())
    actAs(undefined)
    await agenda.next()?.run()
  }
  if (quiet) return []
  const left = [...world.actors.running].map(({ name }) => name)
  const full = world.queues.all.map(({ name, size }) => `${name} ${size()}`)
  const what = `the shop does not come to rest: ${[...left, ...full].join(', ')}`
  return [{ invariant: '0 quiet', what }]
}

async function isQuiet({ tables, queues, bus, actors }: World) {
  if (!queues.isIdle() || !bus.isIdle() || actors.running.size > 0) return false
  const { Items } = await tables.send(new ScanCommand({ TableName: 'CheckoutTable', ConsistentRead: true }))
  return Array.isArray(Items) && Items.every((row) => isRow(row) && row.open === undefined)
}

function resultOf(seed: number, world: World, violations: Violation[]): SeedResult {
  const [first] = violations
  return {
    seed,
    violations,
    purchases: world.observed.placed.size,
    deliveries: world.queues.all.reduce((sum, queue) => sum + queue.delivered(), 0),
    faults: world.weather.counts,
    hash: world.history.hash(),
    story: first ? world.history.about(marksOf(world, first)) : [],
  }
}

/** How the lines about one purchase are told from the others. */
function marksOf({ observed }: World, { orderId }: Violation) {
  if (!orderId) return ['operator', 'restart']
  const [placed] = observed.placed.get(orderId) ?? []
  return [orderId, ...(placed ? [`${placed.userName} `] : [])]
}
