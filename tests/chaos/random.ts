export type Random = ReturnType<typeof randomOf>

/** FNV-1a with a final mix, to turn a name into 32 bits. */
function hash(text: string, start: number) {
  let value = start
  for (let index = 0; index < text.length; index++)
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193)
  value = Math.imul(value ^ (value >>> 15), 0x2c1b3c6d)
  return (value ^ (value >>> 13)) >>> 0
}

/** sfc32, seeded by a name: http://pracrand.sourceforge.net/RNG_engines.txt */
function sfc32(name: string) {
  let [a, b, c, d] = [hash(name, 1), hash(name, 2), hash(name, 3), 1]
  const next = () => {
    const sum = (a + b + d) | 0
    d = (d + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + sum
    c |= 0
    return (sum >>> 0) / 2 ** 32
  }
  for (let warm = 0; warm < 12; warm++) next()
  return next
}

/** A stream of numbers that follows from its name alone; `fork` names a stream of its own. */
export function randomOf(name: string) {
  const next = sfc32(name)
  const below = (limit: number) => Math.floor(next() * limit)
  return {
    next,
    below,
    between: (low: number, high: number) => low + below(high - low + 1),
    chance: (probability: number) => next() < probability,
    pick<T>(from: readonly T[]): T {
      const index = below(from.length)
      if (index >= from.length) throw new Error(`${name}: nothing to pick from`)
      return from[index] as T
    },
    /** Takes `count` members out of `from`, in random order. */
    draw<T>(from: T[], count: number): T[] {
      const drawn: T[] = []
      while (drawn.length < count && from.length > 0) drawn.push(...from.splice(below(from.length), 1))
      return drawn
    },
    fork: (part: string) => randomOf(`${name}/${part}`),
  }
}
