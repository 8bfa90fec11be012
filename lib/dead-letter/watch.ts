import type { Checkout } from '../checkout/checkout'
import type { Failure } from '../failure/failure'

/** What became of a message that was put back. */
export type Outcome = 'settled' | 'back' | 'failing' | 'under way'

/** A message as it was when it was put back, at `at`. */
export type Redriven = { at: string; orderId?: string }

type Known = {
  /** What is kept of its event in its function. */
  failure?: Pick<Failure, 'last' | 'messageId'> | undefined
  checkout?: Pick<Checkout, 'settledAt' | 'cancelledAt'> | undefined
  /** The messages of its dead-letter queue. */
  dead: ReadonlySet<string>
}

/** Until its order has settled, or it has failed anew and waits again among the dead letters. */
export function outcomeOf({ at }: Redriven, { failure, checkout, dead }: Known): Outcome {
  const { settledAt = '' } = checkout ?? {}
  if (failure && failure.last > at && settledAt <= failure.last)
    return dead.has(failure.messageId) ? 'back' : 'failing'
  return settledAt ? 'settled' : 'under way'
}

const order: readonly Outcome[] = ['settled', 'back', 'failing', 'under way']

/** `settled 41, back 2` */
export function outcomesInWords(outcomes: readonly Outcome[]) {
  const counted = order.map((one) => [one, outcomes.filter((outcome) => outcome === one).length] as const)
  return counted.flatMap(([one, count]) => (count > 0 ? [`${one} ${count}`] : [])).join(', ')
}

/** What has become of a message since it was moved, and whether it failed again by what it had failed by. */
export type Watched = { outcome: Outcome; isSameCause: boolean }

/** `settled 41, back 2 (same cause)` */
export function watchedInWords(watched: readonly Watched[]) {
  const back = watched.filter(({ outcome }) => outcome === 'back')
  const same = back.filter(({ isSameCause }) => isSameCause).length
  const of = same === back.length ? 'same cause' : same === 0 ? 'another cause' : `${same} by the same cause`
  return outcomesInWords(watched.map(({ outcome }) => outcome)).replace(/back \d+/, `$& (${of})`)
}
