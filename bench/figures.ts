import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'

/** One figure, beside what it is to be. */
export type Figure = {
  name: string
  value: number
  unit: 'ms' | 's' | '/s' | 'KB' | 'x' | ''
  /** Lowest and highest of several runs, where `value` is their median. */
  range?: [number, number]
  /** The same of an empty Next app. */
  empty?: number
  atMost?: number
  atLeast?: number
}
type Measured = { figures: Figure[]; note: string; series?: Record<string, number[][]> }

const resultsFile = new URL('results.json', import.meta.url)
const document = new URL('../docs/performance.md', import.meta.url)

export const quantile = (values: readonly number[], share: number) =>
  values.toSorted((a, b) => a - b)[Math.max(0, Math.ceil(share * values.length) - 1)] ?? Number.NaN
export const median = (values: readonly number[]) => quantile(values, 0.5)

/** One number a run: their median and range. */
export const ofRuns = (values: readonly number[]): Pick<Figure, 'value' | 'range'> => ({
  value: median(values),
  ...(values.length > 1 && { range: [Math.min(...values), Math.max(...values)] }),
})

const isMet = ({ value, atMost = Number.POSITIVE_INFINITY, atLeast = Number.NEGATIVE_INFINITY }: Figure) =>
  value <= atMost && value >= atLeast

const shown = (value: number, unit: Figure['unit'] = '') => {
  const digits = Math.abs(value) >= 100 ? value.toFixed(0) : String(Number(value.toPrecision(3)))
  return unit === '/s' || unit === 'x' ? `${digits}${unit}` : `${digits} ${unit}`.trim()
}

function cells(figure: Figure) {
  const { name, value, unit, range, empty, atMost, atLeast } = figure
  const limit = atMost ?? atLeast
  const target = limit === undefined ? '' : `${atMost === undefined ? '>=' : '<='} ${shown(limit, unit)}`
  return [
    name,
    shown(value, unit),
    range?.map((end) => shown(end)).join(' to ') ?? '',
    empty === undefined ? '' : shown(empty, unit),
    target,
    target && (isMet(figure) ? 'met' : 'NOT MET'),
  ]
}

/** Markdown that is a table on a terminal too. */
function tableOf(figures: readonly Figure[]) {
  const rows = [['', 'measured', 'runs', 'empty app', 'target', ''], ...figures.map(cells)]
  const widths = [0, 1, 2, 3, 4, 5].map((at) => Math.max(3, ...rows.map((row) => row[at]?.length ?? 0)))
  const lines = rows.map((row) => `| ${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`)
  return lines.toSpliced(1, 0, `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`).join('\n')
}

/**
 * Prints the figures beside their targets. With `--write` they become part of bench/results.json and of
 * docs/performance.md. The process fails where a target is not met.
 */
export function report(part: 'load' | 'web', given: Measured, write: boolean) {
  const missed = given.figures.filter((figure) => !isMet(figure)).length
  const kept = {
    date: new Date().toISOString().slice(0, 10),
    machine: `${cpus().length} cores (${cpus()[0]?.model}), Node ${process.version.slice(1)}`,
    ...given,
  }
  const text = `${kept.date}, ${kept.machine}. ${kept.note}\n\n${tableOf(kept.figures)}`
  console.log(`\n${text}\n\n${missed === 0 ? 'every target is met' : `${missed} targets are not met`}`)
  process.exitCode = missed === 0 ? 0 : 1
  if (!write) return
  const results = existsSync(resultsFile) ? JSON.parse(readFileSync(resultsFile, 'utf8')) : {}
  writeFileSync(resultsFile, `${JSON.stringify({ ...results, [part]: kept }, null, 1)}\n`)
  const place = new RegExp(`(<!-- ${part} -->)[\\s\\S]*?(<!-- end -->)`)
  writeFileSync(document, readFileSync(document, 'utf8').replace(place, `$1\n\n${text}\n\n$2`))
}

const began = performance.now()
/** Says on standard error what is going on. */
export const say = (text: string) =>
  void process.stderr.write(`${((performance.now() - began) / 1000).toFixed(0).padStart(4)} s  ${text}\n`)
