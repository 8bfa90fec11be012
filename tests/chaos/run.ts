import { parseArgs } from 'node:util'
import { z } from 'zod'
import { type Caught, hunt, type Plan, runCampaign, runOnDynoxide, seedsFrom } from './campaign'
import { mutants } from './mutants'
import { playScenario, type ScenarioName, scenarioNames } from './scenarios'
import type { SeedResult } from './worker'

const Options = z.object({
  seed: z.coerce.number().int().optional(),
  seeds: z.coerce.number().int().min(1).default(100),
  from: z.coerce.number().int().default(1),
  tables: z.enum(['memory', 'dynoxide']).default('memory'),
  mutants: z.boolean().default(false),
  history: z.boolean().default(false),
  only: z.string().optional(),
  scenario: z.enum(scenarioNames).optional(),
  size: z.coerce.number().int().min(1).optional(),
  without: z
    .string()
    .default('')
    .transform((kinds) => kinds.split(',').filter(Boolean)),
  shoppers: z.coerce.number().int().min(1).optional(),
})
export type Options = z.infer<typeof Options>

/** What was asked for on the command line. */
export function optionsOf(args: string[]): Options {
  const text = { type: 'string' } as const
  const { values } = parseArgs({
    args,
    options: {
      seed: text,
      seeds: text,
      from: text,
      tables: text,
      mutants: { type: 'boolean' },
      history: { type: 'boolean' },
      only: text,
      scenario: text,
      size: text,
      without: text,
      shoppers: text,
    },
  })
  return Options.parse(values)
}

export function storyOf({ seed, violations, story }: SeedResult, replay: string) {
  const [first] = violations
  return [
    `\nseed ${seed} broke ${violations.length} promise(s):`,
    ...violations
      .slice(0, 5)
      .map(({ invariant, what, orderId = '' }) => `  ${invariant}: ${orderId} ${what}`),
    `\nhistory of ${first?.orderId ?? 'the shop'} (seconds of virtual time):`,
    ...story,
    `\nreplay: ${replay}`,
  ].join('\n')
}

function sumOf(results: readonly SeedResult[]) {
  const faults = new Map<string, number>()
  for (const result of results)
    for (const [kind, count] of Object.entries(result.faults))
      faults.set(kind, (faults.get(kind) ?? 0) + count)
  const total = (of: (result: SeedResult) => number) => results.reduce((sum, result) => sum + of(result), 0)
  return {
    faults: [...faults].sort(([, a], [, b]) => b - a),
    purchases: total(({ purchases }) => purchases),
    deliveries: total(({ deliveries }) => deliveries),
    violations: total(({ violations }) => violations.length),
  }
}

const figure = (count: number) => count.toLocaleString('en-US').padStart(12)

/** The closing lines of a run. */
export function summaryOf(results: readonly SeedResult[], seconds: number) {
  const { faults, purchases, deliveries, violations } = sumOf(results)
  return [
    `${figure(results.length)} seeds in ${seconds.toFixed(0)} s`,
    `${figure(purchases)} purchases`,
    `${figure(deliveries)} messages delivered`,
    `${figure(faults.reduce((sum, [, count]) => sum + count, 0))} faults, of which`,
    ...faults.map(([kind, count]) => `${figure(count)}   ${kind}`),
    `${figure(violations)} violations`,
  ].join('\n')
}

export const mutantLine = ({ mutant, seeds, by, seed }: Caught) =>
  by ? `| ${mutant.name} | ${by} | ${seeds} (seed ${seed}) |` : `| ${mutant.name} | **survives** | ${seeds} |`

/** How far a run is: one line that is written over on a terminal, a line at every tenth elsewhere. */
export function progress(total: number) {
  const { isTTY } = process.stdout
  const began = performance.now()
  let done = 0
  let broken = 0
  return {
    step(text: string, violations: number) {
      done++
      broken += violations
      const seconds = ((performance.now() - began) / 1000).toFixed(0)
      const line = `${done} of ${total} seeds, ${broken} violations, ${seconds} s, last: ${text}`
      if (isTTY) process.stdout.write(`\r\u001b[K${line}`)
      else if (done === total || done % Math.ceil(total / 10) === 0) process.stdout.write(`${line}\n`)
    },
    end() {
      if (isTTY) process.stdout.write('\n')
    },
  }
}

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
