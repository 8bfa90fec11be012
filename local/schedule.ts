const units = { minute: 60_000, hour: 3_600_000, day: 86_400_000 }

/**
 * @param expression `rate(1 minute)`: the only kind that runs locally
 * @returns milliseconds between two runs
 * @throws Error of one line for anything else
 */
export function periodOf(expression: string) {
  const [, count, unit] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression) ?? []
  if (!count || !unit) throw new Error(`schedule ${expression} does not run locally: only rate(...) does`)
  return Number(count) * units[unit as keyof typeof units]
}

/** Calls `run` at every period, the first time after one. `close` waits for runs under way. */
export function runEvery(periodMs: number, run: () => Promise<unknown>, log: (line: string) => void) {
  const underway = new Set<Promise<unknown>>()
  const timer = setInterval(() => {
    const running = run()
      .catch((error: Error) => log(`schedule: ${error.message}`))
      .finally(() => underway.delete(running))
    underway.add(running)
  }, periodMs)
  return {
    async close() {
      clearInterval(timer)
      await Promise.all(underway)
    },
  }
}
