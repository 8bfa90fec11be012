import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb'
import { addToBasket } from '../../lib/basket/change-basket'
import { outcomeOf } from '../../lib/order/order'
import type { Topology } from '../../local/topology'
import { withWorkers } from './campaign'
import { readRows } from './catalogue'
import { throttled } from './gate'
import { randomOf } from './globals'
import { checkInvariants, type Violation } from './invariants'
import { simulate, untilQuiet } from './run-seed'
import { createAnswers, request } from './site'
import { memoryTables } from './tables/memory'
import { createWorld, type Tables } from './world'

export type Scenario = {
  seed: number
  stock: number
  shoppers: number
  approvals: number
  /** For how long OrderTable throttles every call, from the first delivery on. */
  awayMs?: number
}

export type ScenarioResult = {
  violations: Violation[]
  orders: number
  /** How many orders ended in which status. */
  statuses: Record<string, number>
  /** Orders whose money the provider keeps. */
  charged: number
  /** Transactions that took stock off the product, and those that were tried. */
  written: number
  tried: number
}

const product = 'hot'
/** Nothing arrives before everybody has checked out. */
const busDelayMs = 5_000

/** Everybody wants the one product at the same moment; nothing goes wrong but what the scenario says. */
export async function runScenario(scenario: Scenario, topology: Topology): Promise<ScenarioResult> {
  const { seed, stock, shoppers, approvals, awayMs = 0 } = scenario
  const random = randomOf(`scenario/${seed}`)
  let isAway = () => false
  const { tables, writes } = counting(throttling(memoryTables(topology.tables), () => isAway()))
  const world = createWorld({ tables, topology, random, approvals, busDelayMs, fullBatches: true })
  world.weather.calmDown()
  const begin = world.agenda.now() + busDelayMs
  isAway = () => world.agenda.now() >= begin && world.agenda.now() < begin + awayMs
  const answers = createAnswers(world)
  return simulate(world, random.fork('production').next, async () => {
    await world.catalogue.open([{ id: product, stock, price: 4.35 }])
    const visits = Array.from({ length: shoppers }, async (_, index) => {
      const userName = `shopper-${index}`
      await request(world, `${userName} adds`, () =>
        addToBasket(userName, { productId: product, quantity: 1 }),
      )
      await request(world, `${userName} checks out`, () => answers.checkOut({ userName }))
    })
    const quiet = await untilQuiet(world, Promise.all(visits))
    const { orders } = await readRows(tables)
    const statuses: Record<string, number> = {}
    for (const order of orders) {
      const { status } = outcomeOf(order)
      statuses[status] = (statuses[status] ?? 0) + 1
    }
    const buried = world.queues.all.flatMap(({ name, dead }) =>
      dead.map(({ label }) => ({ invariant: '6 messages', what: `${label} is buried in ${name}` })),
    )
    const violations = [...world.violations, ...quiet, ...buried, ...(await checkInvariants(world, answers))]
    const kept = [...world.ledger.charges].filter(
      ([id, { answer }]) => answer.ok && !world.ledger.refunds.has(id),
    )
    return { violations, orders: orders.length, statuses, charged: kept.length, ...writes }
  })
}

const throttling = ({ send }: Tables, isAway: () => boolean): Tables => ({
  async send(command, reading) {
    if (isAway() && JSON.stringify(command.input).includes('"TableName":"OrderTable"'))
      throw throttled.dynamodb()
    return send(command, reading)
  },
})

/** Counts how often stock is taken off the hot product, and how often that was tried. */
function counting({ send }: Tables) {
  const writes = { written: 0, tried: 0 }
  const tables: Tables = {
    async send(command) {
      const takes =
        command instanceof TransactWriteCommand && (command.input.TransactItems ?? []).some(isTaking)
      if (takes) writes.tried++
      const output = await send(command)
      if (takes) writes.written++
      return output
    },
  }
  return { tables, writes }
}

const isTaking = ({ Update }: NonNullable<TransactWriteCommand['input']['TransactItems']>[number]) =>
  Update?.TableName === 'ProductTable' && Update.UpdateExpression?.includes(' - ') === true

export const scenarioNames = ['last-unit', 'hot', 'table-away'] as const
export type ScenarioName = (typeof scenarioNames)[number]

const usualSize: Record<ScenarioName, number> = { 'last-unit': 1_000, hot: 10_000, 'table-away': 1_000 }

/** One unit for everybody, or one unit each, or one each while a table fails for five minutes. */
export async function playScenario(name: ScenarioName, seed = 1, shoppers = usualSize[name]) {
  const isLast = name === 'last-unit'
  const scenario = {
    seed,
    shoppers,
    stock: isLast ? 1 : shoppers,
    approvals: isLast ? 1 : 0.9,
    awayMs: name === 'table-away' ? 300_000 : 0,
  }
  const result = await withWorkers({}, async ([ask]) => ask?.({ scenario }))
  if (!result || !('statuses' in result)) throw new Error('no scenario was run')
  return { ...result, shoppers, wrong: wrongWith(result, isLast ? 1 : undefined, shoppers) }
}

function wrongWith(
  { violations, orders, statuses, charged }: ScenarioResult,
  confirmed: number | undefined,
  shoppers: number,
) {
  const wrong = violations.slice(0, 5).map(({ invariant, what }) => `${invariant}: ${what}`)
  const expect = (what: string, found = 0, wanted = 0) => {
    if (found !== wanted) wrong.push(`${what}: ${found}, not ${wanted}`)
  }
  const sold = statuses.CONFIRMED ?? 0
  expect('orders', orders, shoppers)
  expect('charged', charged, sold)
  expect('out of stock', statuses.OUT_OF_STOCK, confirmed === undefined ? 0 : shoppers - confirmed)
  if (confirmed !== undefined) expect('confirmed', sold, confirmed)
  else expect('confirmed or payment failed', sold + (statuses.PAYMENT_FAILED ?? 0), shoppers)
  return wrong
}
