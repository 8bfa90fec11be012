import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { sectionNames } from './options'
import type { Results } from './report'

export const resultsFile = fileURLToPath(new URL('results.json', import.meta.url))

/** After `--only`, the sections that were not measured are those of the run before. */
export function withEarlier(now: Results): Results {
  const missing = sectionNames.filter((name) => !now.sections.some((section) => section.name === name))
  if (missing.length === 0 || !existsSync(resultsFile)) return now
  const earlier: Results = JSON.parse(readFileSync(resultsFile, 'utf8'))
  const sections = [...now.sections, ...earlier.sections.filter(({ name }) => missing.includes(name))]
  return {
    ...now,
    sections: sectionNames.flatMap((name) => sections.filter((section) => section.name === name)),
    processes: now.processes.length > 0 ? now.processes : earlier.processes,
    series: {
      settle: now.series.settle.length > 0 ? now.series.settle : earlier.series.settle,
      concurrency: now.series.concurrency.length > 0 ? now.series.concurrency : earlier.series.concurrency,
      stored: now.series.stored.length > 0 ? now.series.stored : earlier.series.stored,
    },
  }
}
