/** How a figure is held against its target: times and sizes are to stay below, rates and ratios to reach it. */
export type Target = { atMost: number } | { atLeast: number }

export type Figure = {
  section: string
  name: string
  value: number
  unit: 'ms' | 's' | '/s' | 'KB' | 'GetItems' | 'bytes' | 'ratio' | 'MB'
  /** On the reference host; times and rates are scaled to this one. */
  target?: Target
  /** Lowest and highest of several runs, where `value` is their median. */
  range?: [number, number]
  /** Of another kind of number: what it was measured on. */
  note?: string
}

export type Judged = Figure & { scaledTarget?: Target; met?: boolean }

const scaled = new Set<Figure['unit']>(['ms', 's', '/s'])

/**
 * Holds a figure against its target as it stands on this host.
 *
 * @param slowness this host's median GetItem in reference GetItems: 1.3 on a host that takes 1.3 times as long
 */
export function judge(figure: Figure, slowness: number): Judged {
  const { target, value, unit } = figure
  if (!target) return figure
  const factor = scaled.has(unit) ? slowness : 1
  if ('atMost' in target) {
    const atMost = target.atMost * factor
    return { ...figure, scaledTarget: { atMost }, met: value <= atMost }
  }
  const atLeast = target.atLeast / factor
  return { ...figure, scaledTarget: { atLeast }, met: value >= atLeast }
}

/** Three significant digits, all digits of larger numbers. */
export const shown = (value: number) =>
  Math.abs(value) >= 100 ? Math.round(value).toLocaleString('en-US') : String(Number(value.toPrecision(3)))

const withUnit = (value: number, unit: Figure['unit']) =>
  unit === 'ratio' ? shown(value) : unit === '/s' ? `${shown(value)}/s` : `${shown(value)} ${unit}`

const limit = (target: Target | undefined, unit: Figure['unit']) => {
  if (!target) return ''
  return 'atMost' in target ? `<= ${withUnit(target.atMost, unit)}` : `>= ${withUnit(target.atLeast, unit)}`
}

const columns = ['', 'measured', 'runs', 'target', 'on this host', ''] as const

function cells({ name, value, unit, range, target, scaledTarget, met }: Judged): string[] {
  return [
    name,
    withUnit(value, unit),
    range ? `${shown(range[0])} to ${shown(range[1])}` : '',
    limit(target, unit),
    limit(scaledTarget, unit),
    met === undefined ? '' : met ? 'met' : 'missed',
  ]
}

/** The figures by section, in Markdown that is a table on a terminal too. */
export function tableOf(figures: readonly Judged[]) {
  const sections = [...new Set(figures.map(({ section }) => section))]
  const rows = sections.flatMap((section) => [
    [`**${section}**`, '', '', '', '', ''],
    ...figures.filter((figure) => figure.section === section).map(cells),
  ])
  const widths = columns.map((column, index) =>
    Math.max(column.length, 3, ...rows.map((row) => row[index]?.length ?? 0)),
  )
  const line = (row: readonly string[]) =>
    `| ${row
      .map((cell, index) =>
        index === 0 ? cell.padEnd(widths[index] ?? 0) : cell.padStart(widths[index] ?? 0),
      )
      .join(' | ')} |`
  const rule = `|${widths.map((width, index) => (index === 0 ? `:${'-'.repeat(width + 1)}` : `${'-'.repeat(width + 1)}:`)).join('|')}|`
  return [line(columns), rule, ...rows.map(line)].join('\n')
}
