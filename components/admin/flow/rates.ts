import type { QueueState } from '@/lib/queue/queue'

/** Messages a minute. */
export type Rate = { in: number; out: number }

type Told = {
  /** On the arrow into the queue. */
  in?: string
  /** On the arrow out of it. */
  out?: string
  /** Of both in one. */
  told: string
}

/**
 * What comes and what is taken out in a minute. Where only the count is known, by how much it changes: what came in, less what was
 * taken out, stands where it goes.
 */
export function ratesOf({ change }: Pick<QueueState, 'change'>, rate?: Rate): Told {
  if (rate) {
    const [comes, goes] = [perMinute(rate.in), perMinute(rate.out)]
    return { in: `${comes}/min`, out: `${goes}/min`, told: `${comes} in, ${goes} out a minute` }
  }
  if (!change) return { told: '–' }
  const perSecond = rounded(change.perSecond)
  const sign = perSecond > 0 ? '+' : perSecond < 0 ? '−' : ''
  const told = `${sign}${Math.abs(perSecond)}/s`
  return { ...(perSecond > 0 && { in: told }), ...(perSecond < 0 && { out: told }), told }
}

/** Below ten, one digit tells it from nothing. */
const rounded = (rate: number) => (Math.abs(rate) >= 10 ? Math.round(rate) : Math.round(rate * 10) / 10)
const perMinute = (rate: number) => rounded(rate).toLocaleString('en')
