import type { Random } from './random'

/** Every kind of fault, with the rates a seed draws from. */
const rates = {
  'killed before a call': [0, 0.004, 0.012, 0.03],
  'killed after a call': [0, 0.004, 0.012, 0.03],
  throttled: [0, 0.01, 0.04],
  'internal error': [0, 0.005, 0.02],
  'timeout before the effect': [0, 0.005, 0.02],
  'timeout after the effect': [0, 0.01, 0.04],
  'lost answer of a basket write': [0, 0.05, 0.2],
  'transaction conflict': [0, 0.05, 0.25],
  'single write meets a transaction': [0, 0.05, 0.25],
  'conflict beside a refusal': [0, 0.1, 0.5],
  'event rejected': [0, 0.05, 0.3, 0.6],
  'event lost': [0, 0.003, 0.02],
  'event delivered again': [0, 0.2, 0.6],
  'delete lost': [0, 0.01, 0.05],
  'slow call': [0.01, 0.05],
  'stale read': [0, 0.1, 0.5],
  'page cut short': [0, 0.1, 0.5],
  'gateway timeout before charging': [0, 0.05, 0.2],
  'gateway timeout after charging': [0, 0.05, 0.2],
  'gateway asked twice': [0, 0.1],
  'schedule fired twice': [0, 0.3],
} as const

export type FaultKind = keyof typeof rates | Calamity
export const calamities = [
  'queue emptied',
  'restart',
  'forged message',
  'basket restored',
  'product deleted',
  'malformed message',
  'clock set',
  'failed payment forged',
  'order written by newer code',
] as const
export type Calamity = (typeof calamities)[number]

export type Weather = ReturnType<typeof createWeather>

/** Which faults a seed has and how often; none once it has calmed down. */
export function createWeather(random: Random, without: readonly string[] = []) {
  const drawn = new Map<FaultKind, number>()
  for (const [kind, choices] of Object.entries(rates))
    drawn.set(kind as FaultKind, without.includes(kind) ? 0 : random.pick(choices))
  const counts: Partial<Record<FaultKind, number>> = {}
  let calm = false

  function count(kind: FaultKind) {
    counts[kind] = (counts[kind] ?? 0) + 1
  }
  return {
    counts,
    count,
    calmDown() {
      calm = true
    },
    isCalm: () => calm,
    allows: (kind: Calamity) => !calm && !without.includes(kind),
    /** Whether this fault strikes now. */
    strikes(kind: keyof typeof rates) {
      if (calm || !random.chance(drawn.get(kind) ?? 0)) return false
      count(kind)
      return true
    },
  }
}
