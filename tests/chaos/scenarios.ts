import { withWorker } from './campaign'
import { runScenarioIn, workerEnvironment } from './pool'
import type { ScenarioResult } from './results'

export const scenarioNames = ['last-unit', 'hot'] as const
export type ScenarioName = (typeof scenarioNames)[number]

type Judged = ScenarioResult & { shoppers: number; wrong: string[] }

const usualSize: Record<ScenarioName, number> = { 'last-unit': 1_000, hot: 10_000 }

/** One unit for everybody, or one unit each: who gets it, who is charged, and how often the product is written. */
export async function playScenario(
  name: ScenarioName,
  seed = 1,
  shoppers = usualSize[name],
): Promise<Judged> {
  const isLast = name === 'last-unit'
  const scenario = { seed, shoppers, stock: isLast ? 1 : shoppers, approvals: isLast ? 1 : 0.9 }
  const env = await workerEnvironment()
  const result = await withWorker([], (file) => runScenarioIn(file, env, scenario))
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
