import crypto from 'node:crypto'
import { syncBuiltinESMExports } from 'node:module'
import timers from 'node:timers/promises'

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
