/** Runs `work` for 0 to `count` - 1, never more than `inFlight` at a time, the next as soon as one has ended. */
export async function closedLoop<T>(count: number, inFlight: number, work: (index: number) => Promise<T>) {
  const results: T[] = []
  let next = 0
  const worker = async () => {
    while (next < count) {
      const index = next++
      results[index] = await work(index)
    }
  }
  await Promise.all(Array.from({ length: Math.min(count, inFlight) }, worker))
  return results
}
