import { isMet, type Row } from './targets.ts'

const shown = (value: number | undefined, unit: Row['unit']) => {
  if (value === undefined) return '–'
  const digits = unit === 'KB' ? 1 : unit === '' && !Number.isInteger(value) ? 4 : 0
  return `${value.toFixed(digits)}${unit && ` ${unit}`}`
}

/** The figures as a table: the empty app, the shop, the target, and whether it is met. */
export function tableOf(rows: Row[]): string {
  const lines = [
    ['', 'empty app', 'shop', 'target', ''],
    ...rows.map((row) => [
      row.what,
      shown(row.empty, row.unit),
      shown(row.shop, row.unit),
      `${row.atLeast ? '>=' : '<='} ${shown(row.target, row.unit)}`,
      isMet(row) ? 'ok' : 'MISSED',
    ]),
  ]
  const widths = [0, 1, 2, 3].map((column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)))
  return lines
    .map((cells) =>
      cells
        .map((cell, column) =>
          column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
        )
        .join('  '),
    )
    .join('\n')
}
