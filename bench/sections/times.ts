import type { Figure } from '../figures'
import { median, quantile } from '../statistics'

/** Median and 99th percentile of several runs: of each run by itself, then the median of the runs. */
export function times(
  section: string,
  name: string,
  runs: readonly (readonly number[])[],
  targets: { p50?: number; p99?: number } = {},
): Figure[] {
  return (['p50', 'p99'] as const).map((which) => {
    const values = runs.map((run) => quantile(run, which === 'p50' ? 0.5 : 0.99))
    const atMost = targets[which]
    return {
      section,
      name: `${name}, ${which}`,
      value: median(values),
      unit: 'ms',
      ...(atMost === undefined ? {} : { target: { atMost } }),
      ...(values.length > 1 ? { range: [Math.min(...values), Math.max(...values)] } : {}),
    }
  })
}

/** One number a run: their median and range. */
export const ofRuns = (values: readonly number[]): Pick<Figure, 'value' | 'range'> => ({
  value: median(values),
  ...(values.length > 1 ? { range: [Math.min(...values), Math.max(...values)] } : {}),
})
