/** Lets `atOnce` pieces of work run, and `longest` more wait for their turn; what comes then is told so by undefined. */
export function turns(atOnce: number, longest: number) {
  const waiting: (() => void)[] = []
  let running = 0
  return async <T>(work: () => Promise<T>): Promise<T | undefined> => {
    if (running >= atOnce) {
      if (waiting.length >= longest) return undefined
      await new Promise<void>((begin) => waiting.push(begin))
    } else running++
    try {
      return await work()
    } finally {
      // The place of who is done is taken by who waits.
      const next = waiting.shift()
      if (next) next()
      else running--
    }
  }
}
