import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb'
import { addToBasket } from '../../lib/basket/change-basket'
import { outcomeOf } from '../../lib/order/order'
import type { Topology } from '../../local/topology'
import { createAnswers } from './checkout-request'
import { checkInvariants } from './invariants'
import { randomOf } from './random'
import type { ScenarioResult } from './results'
import { readRows } from './rows'
import { simulate, untilQuiet } from './run-seed'
import { request } from './site'
import { memoryTables } from './tables/memory'
import { createWorld, type Tables } from './world'

export type Scenario = { seed: number; stock: number; shoppers: number; approvals: number }

const product = 'hot'
/** Nothing arrives before everybody has checked out. */
const busDelayMs = 5_000

/** Everybody wants the one product at the same moment; nothing else goes wrong. */
export async function runScenario(scenario: Scenario, topology: Topology): Promise<ScenarioResult> {
  const { seed, stock, shoppers, approvals } = scenario
  const random = randomOf(`scenario/${seed}`)
  const { tables, writes } = counting(memoryTables(topology.tables))
  const world = createWorld({ tables, topology, random, approvals, busDelayMs, fullBatches: true })
  world.weather.calmDown()
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
    const violations = [...world.violations, ...(quiet ?? []), ...(await checkInvariants(world, answers))]
    const kept = [...world.ledger.charges].filter(
      ([id, { answer }]) => answer.ok && !world.ledger.refunds.has(id),
    )
    return { violations, orders: orders.length, statuses, charged: kept.length, ...writes }
  })
}

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
