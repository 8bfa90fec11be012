import { runCampaign, seedsFrom } from './campaign'
import { runOnDynoxide } from './dynoxide'
import { mutants } from './mutants'
import { hunt } from './mutation'
import { type Options, optionsOf } from './options'
import type { Plan } from './pool'
import { progress } from './progress'
import { mutantLine, storyOf, summaryOf } from './report'
import type { SeedResult } from './results'
import { playScenario, type ScenarioName } from './scenarios'

const mostSeedsForAMutant = 300

const say = (text: string) => process.stdout.write(`${text}\n`)

/** Runs seeds on the shop as it is. Answers whether every promise held. */
async function runSeeds({
  seed,
  seeds,
  from,
  tables,
  without,
  shoppers,
  history,
}: Options): Promise<boolean> {
  const began = performance.now()
  const plans = seedsFrom(seed ?? from, seed === undefined ? seeds : 1, { without, shoppers, whole: history })
  const shown = progress(seed === undefined ? seeds : 1)
  const onResult = ({ purchases, violations }: SeedResult) => {
    shown.step(`${purchases} purchases`, violations.length)
    return true
  }
  const results =
    tables === 'memory' ? await runCampaign({ plans, onResult }) : await runAllOnDynoxide(plans, onResult)
  shown.end()
  if (history) for (const { story } of results) say(story.join('\n'))
  const failing = results.filter(({ violations }) => violations.length > 0)
  for (const result of failing.slice(0, 3)) say(storyOf(result, replayOf(result.seed, without, shoppers)))
  say(summaryOf(results, (performance.now() - began) / 1000))
  if (seed !== undefined) say(`history ${results[0]?.hash}`)
  return failing.length === 0
}

async function runAllOnDynoxide(plans: Iterable<Plan>, onResult: (result: SeedResult) => unknown) {
  const results: SeedResult[] = []
  for (const plan of plans) {
    const result = await runOnDynoxide(plan)
    results.push(result)
    onResult(result)
  }
  return results
}

const replayOf = (seed: number, without: readonly string[], shoppers: number | undefined) =>
  [
    `npm run chaos -- --seed ${seed}`,
    without.length > 0 ? `--without '${without.join()}'` : '',
    shoppers ? `--shoppers ${shoppers}` : '',
  ]
    .filter(Boolean)
    .join(' ')

/** Takes the safeguards out one at a time. Answers whether every one of them was missed. */
async function runMutants({ only = '' }: Options): Promise<boolean> {
  say('| mutant | caught by | after seeds |\n|---|---|---|')
  let survivors = 0
  for (const mutant of mutants.filter(({ name }) => name.includes(only))) {
    const caught = await hunt(mutant, mostSeedsForAMutant)
    say(mutantLine(caught))
    if (!caught.by) survivors++
  }
  say(survivors > 0 ? `${survivors} mutants survive` : 'every mutant is caught')
  return survivors === 0
}

/** Answers whether the scenario came out as it must. */
async function runScenario(name: ScenarioName, { seed, size }: Options): Promise<boolean> {
  const { wrong, shoppers, orders, statuses, charged, written, tried } = await playScenario(name, seed, size)
  say(`${name}: ${shoppers} checkouts at once, ${orders} orders, ${charged} charged`)
  for (const [status, count] of Object.entries(statuses)) say(`  ${status} ${count}`)
  const times = (shoppers / Math.max(1, written)).toFixed(1)
  if (name === 'hot')
    say(`  the product was written ${written} times (${tried} tried): ${times} times less than once an order`)
  for (const line of wrong) say(`  WRONG ${line}`)
  return wrong.length === 0
}

const options = optionsOf(process.argv.slice(2))

function run() {
  if (options.scenario) return runScenario(options.scenario, options)
  return options.mutants ? runMutants(options) : runSeeds(options)
}
process.exitCode = (await run()) ? 0 : 1
