import crypto from 'node:crypto'
import { syncBuiltinESMExports } from 'node:module'
import timers from 'node:timers/promises'
import { type Agenda, currentActor, type History } from './actors'

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

const kinds = ['site', 'ordering', 'inventory', 'payment', 'reconcile'] as const
const mostMinutes = 15

export type Clocks = ReturnType<typeof createClocks>

/** What `Date` says in each kind of process. The clocks agree until one is set, by minutes and either way. */
export function createClocks(agenda: Agenda, history: History) {
  const ahead = new Map<string, number>()
  const kindOf = (name = '') => name.slice(0, name.indexOf('#'))

  return {
    now: () => agenda.now() + (ahead.get(kindOf(currentActor()?.name)) ?? 0),
    set(random: Random) {
      const kind = random.pick(kinds)
      const minutes = random.between(-mostMinutes, mostMinutes)
      ahead.set(kind, minutes * 60_000)
      history.note(`the clock of ${kind} is set to ${minutes} minutes ahead`)
    },
  }
}

export type Source = {
  /** What clocks show; they may be set. */
  now(): number
  /** What `performance.now()` shows: it never goes back. */
  elapsed(): number
  random(): number
  sleep(ms: number): Promise<void>
}

const RealDate = Date
const real = {
  random: Math.random,
  elapsed: performance.now.bind(performance),
  wait: timers.setTimeout,
  randomUUID: crypto.randomUUID,
  randomBytes: crypto.randomBytes,
  getRandomValues: crypto.webcrypto.getRandomValues.bind(crypto.webcrypto),
}
let source: Source | undefined

class VirtualDate extends RealDate {
  constructor(...given: [] | [number | string | Date]) {
    super(...((given.length > 0 ? given : [VirtualDate.now()]) as [number]))
  }
  static override now() {
    return source ? source.now() : RealDate.now()
  }
}

const byte = (from: Source) => Math.floor(from.random() * 256)

function fill<T extends NodeJS.ArrayBufferView>(view: T): T {
  if (!source) return real.getRandomValues(view as unknown as Uint8Array) as unknown as T
  const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength)
  for (let index = 0; index < bytes.length; index++) bytes[index] = byte(source)
  return view
}

function uuid() {
  if (!source) return real.randomUUID()
  const hex = Buffer.from(fill(new Uint8Array(16))).toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`
}

/**
 * Lets time and randomness of this process come from a simulation where one runs. Bundled modules read built-ins
 * through live bindings, so this reaches them without a change to them.
 */
export function takeOverGlobals() {
  globalThis.Date = VirtualDate as DateConstructor
  Math.random = () => (source ? source.random() : real.random())
  Object.assign(performance, { now: () => (source ? source.elapsed() : real.elapsed()) })
  Object.assign(globalThis.crypto, { getRandomValues: fill, randomUUID: uuid })
  Object.assign(crypto, {
    randomUUID: uuid,
    randomBytes: (size: number) =>
      source ? Buffer.from(fill(new Uint8Array(size))) : real.randomBytes(size),
  })
  Object.assign(timers, {
    setTimeout: (ms: number, value: unknown, options: object) =>
      source ? source.sleep(ms).then(() => value) : real.wait(ms, value, options),
  })
  syncBuiltinESMExports()
}

/** From here on time and randomness are the source's; without one they are real. */
export function takeFrom(from: Source | undefined) {
  source = from
}

/** Runs what needs real time and randomness, such as a call over the network. */
export async function outside<T>(work: () => Promise<T>): Promise<T> {
  const before = source
  source = undefined
  try {
    return await work()
  } finally {
    source = before
  }
}
