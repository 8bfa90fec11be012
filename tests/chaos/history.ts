import { createHash } from 'node:crypto'

export type History = ReturnType<typeof createHistory>

/** Everything that happened in one simulation, a line each, in order and with virtual times. */
export function createHistory(now: () => number) {
  const lines: string[] = []
  const start = now()
  return {
    note(text: string) {
      lines.push(`${((now() - start) / 1000).toFixed(3).padStart(9)} ${text}`)
    },
    hash: () => createHash('sha256').update(lines.join('\n')).digest('hex').slice(0, 16),
    /** The lines in which one of the marks occurs. */
    about: (marks: readonly string[]) => lines.filter((line) => marks.some((mark) => line.includes(mark))),
    lines,
  }
}
