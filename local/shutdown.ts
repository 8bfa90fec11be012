type Closer = { name: string; close: () => unknown }

/** Ctrl-C under npm arrives twice at once: from the terminal and passed on by npm. */
const sameSignalMs = 500
const parentPollMs = 200

/**
 * Ends the process in order: what was added last closes first. SIGINT and SIGTERM exit with 0 once all is closed; a
 * second signal exits at once. Under npm it also ends with the shell that npm started it in.
 * @param report called with one line for whatever fails to close
 */
export function createShutdown(report: (line: string) => void) {
  const closers: Closer[] = []
  const stopping = new AbortController()

  async function stop(code: number) {
    if (stopping.signal.aborted) return
    stopping.abort()
    for (const { name, close } of closers.reverse()) {
      try {
        await close()
      } catch (error) {
        report(`${name} did not close: ${error instanceof Error ? error.message : error}`)
      }
    }
    process.exit(code)
  }

  let signalled = 0
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => {
      if (signalled && performance.now() - signalled > sameSignalMs) process.exit(1)
      signalled ||= performance.now()
      void stop(0)
    })

  // npm passes signals to the shell it runs scripts in, and a shell may die of one without passing it on.
  const parent = process.ppid
  if (process.env.npm_lifecycle_event)
    setInterval(() => process.ppid === parent || void stop(0), parentPollMs).unref()

  return {
    /** Aborted as soon as stopping begins. */
    signal: stopping.signal,
    add: (name: string, close: () => unknown) => void closers.push({ name, close }),
    stop,
  }
}
