/** A source of choices that are the same for the same seed (mulberry32). */
export function seededChoices(seed: number) {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const upTo = (most: number) => Math.floor(next() * (most + 1))
  /** @throws RangeError when there is nothing to choose from */
  const one = <T>(from: readonly T[]): T => {
    const [chosen] = from.slice(upTo(from.length - 1))
    if (chosen === undefined) throw new RangeError('nothing to choose from')
    return chosen
  }
  return { upTo, one, often: (share: number) => next() < share }
}
export type Choices = ReturnType<typeof seededChoices>
