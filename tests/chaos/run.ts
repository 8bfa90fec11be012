import { parseArgs } from 'node:util'
import { z } from 'zod'
import { hunt, runCampaign, seedsFrom } from './campaign'
import { mutants } from './mutants'
import type { SeedResult } from './run-seed'
import { playScenario, type ScenarioName, scenarioNames } from './scenarios'

const Options = z.object({
  seed: z.coerce.number().int().optional(),
  seeds: z.coerce.number().int().min(1).default(100),
  from: z.coerce.number().int().default(1),
  mutants: z.boolean().default(false),
  only: z.string().default(''),
  scenario: z.enum(scenarioNames).optional(),
  size: z.coerce.number().int().min(1).optional(),
  without: z.string().default(''),
})
type Options = z.infer<typeof Options>

/** What was asked for on the command line. */
function optionsOf(args: string[]): Options {
  const typeOf = (name: string) => ({ type: name === 'mutants' ? ('boolean' as const) : ('string' as const) })
  const names = Object.keys(Options.shape)
  const { values } = parseArgs({
    args,
    options: Object.fromEntries(names.map((name) => [name, typeOf(name)])),
  })
  return Options.parse(values)
}

function storyOf({ seed, violations, story }: SeedResult, replay: string) {
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

const figure = (count: number) => count.toLocaleString('en-US').padStart(12)
const sum = (counts: number[]) => counts.reduce((total, count) => total + count, 0)

/** The closing lines of a run. */
function summaryOf(results: readonly SeedResult[], seconds: number) {
  const faults = new Map<string, number>()
  for (const [kind, count] of results.flatMap((result) => Object.entries(result.faults)))
    faults.set(kind, (faults.get(kind) ?? 0) + count)
  return [
    `${figure(results.length)} seeds in ${seconds.toFixed(0)} s`,
    `${figure(sum(results.map(({ purchases }) => purchases)))} purchases`,
    `${figure(sum(results.map(({ deliveries }) => deliveries)))} messages delivered`,
    `${figure(sum([...faults.values()]))} faults, of which`,
    ...[...faults].sort(([, a], [, b]) => b - a).map(([kind, count]) => `${figure(count)}   ${kind}`),
    `${figure(sum(results.map(({ violations }) => violations.length)))} violations`,
  ].join('\n')
}

const mostSeedsForAMutant = 300

const say = (text: string) => process.stdout.write(`${text}\n`)

/** Runs seeds on the shop as it is. Answers whether every promise held. */
async function runSeeds({ seed, without, ...asked }: Options): Promise<boolean> {
  const began = performance.now()
  const [from, count] = seed === undefined ? [asked.from, asked.seeds] : [seed, 1]
  const secondsSoFar = () => (performance.now() - began) / 1000
  let done = 0
  let broken = 0
  const results = await runCampaign({
    plans: seedsFrom(from, count, { without: without.split(',') }),
    onResult({ violations }) {
      broken += violations.length
      if (++done % Math.ceil(count / 10) === 0)
        say(`${done} of ${count} seeds, ${broken} violations, ${secondsSoFar().toFixed()} s`)
      return true
    },
  })
  const failing = results.filter(({ violations }) => violations.length > 0)
  const again = without && ` --without '${without}'`
  for (const result of failing.slice(0, 3))
    say(storyOf(result, `npm run chaos -- --seed ${result.seed}${again}`))
  say(summaryOf(results, secondsSoFar()))
  if (seed !== undefined) say(`history ${results[0]?.hash}`)
  return failing.length === 0
}

/** Takes the safeguards out one at a time. Answers whether every one of them was missed. */
async function runMutants({ only }: Options): Promise<boolean> {
  say('| mutant | caught by | after seeds |\n|---|---|---|')
  let survivors = 0
  for (const mutant of mutants.filter(({ name }) => name.includes(only))) {
    const { by, seeds, seed } = await hunt(mutant, mostSeedsForAMutant)
    say(`| ${mutant.name} | ${by ?? '**survives**'} | ${seeds} ${by ? `(seed ${seed}) ` : ''}|`)
    if (!by) survivors++
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
