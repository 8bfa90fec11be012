import { afterAll, beforeAll, beforeEach, vi } from 'vitest'

export type Line = Record<string, unknown>

/**
 * Every JSON line that this process writes while a test runs, metrics included. To be called before the test's own hooks; the file has to
 * set POWERTOOLS_LOG_LEVEL in `vi.hoisted`, since the logger reads it when imported.
 */
export function writtenLines(): Line[] {
  const lines: Line[] = []
  const spies: { mockRestore(): void }[] = []
  beforeAll(() => {
    delete process.env.POWERTOOLS_METRICS_DISABLED
    for (const stream of [process.stdout, process.stderr])
      spies.push(
        vi.spyOn(stream, 'write').mockImplementation((text) => {
          lines.push(...linesOf(String(text)))
          return true
        }),
      )
  })
  beforeEach(() => {
    lines.length = 0
  })
  afterAll(() => {
    for (const spy of spies) spy.mockRestore()
  })
  return lines
}

export const linesOf = (text: string): Line[] =>
  text
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line))

export const isMetrics = (line: Line) => '_aws' in line

/** What the lines say of one metric, summed over all of them. */
export const totalOfMetric = (lines: Line[], name: string) =>
  lines
    .filter((line) => isMetrics(line) && name in line)
    .flatMap((line) => line[name] as number | number[])
    .reduce((sum, value) => sum + value, 0)
