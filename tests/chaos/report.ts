import type { Caught } from './mutation'
import type { SeedResult } from './results'

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
