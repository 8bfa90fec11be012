import * as z from 'zod'
import { windowAt } from '../limit/limit'

/** What was done with a basket in one window of time. It stands in the basket's row, so to count costs nothing. */
export const Pace = z.object({ window: z.int(), changes: z.int(), checkouts: z.int() })
export type Pace = z.infer<typeof Pace>

const seconds = 10 * 60

/** Far above what a shopper does, far below what a script can. */
export const mostInWindow = { changes: 1_200, checkouts: 60 }

type Counted = { ok: true; pace: Pace } | { ok: false; reason: 'too_many'; retryAfter: number }

/**
 * The pace with one more; refused where the window has no room left. The row's condition makes it exact. A row of the
 * next window was written by an instance whose clock is ahead: it goes on, so that two clocks never make it begin anew.
 */
export function counted(
  what: keyof typeof mostInWindow,
  before: Pace | undefined,
  now = Date.now(),
): Counted {
  const { index: window, left: retryAfter } = windowAt(now, seconds)
  const goesOn = before && (before.window === window || before.window === window + 1)
  const pace = goesOn ? before : { window, changes: 0, checkouts: 0 }
  if (pace[what] >= mostInWindow[what]) return { ok: false, reason: 'too_many', retryAfter }
  return { ok: true, pace: { ...pace, [what]: pace[what] + 1 } }
}
