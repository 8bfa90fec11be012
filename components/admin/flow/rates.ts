import type { QueueState } from '@/lib/queue/queue'

type Rates = {
  /** On the arrow into the queue. */
  in?: string
  /** On the arrow out of it. */
  out?: string
  /** Of both in one. */
  told: string
}

/** What SQS tells is how many there are: what came in, less what was taken out, stands where it goes. */
export function ratesOf({ change }: Pick<QueueState, 'change'>): Rates {
  if (!change) return { told: '–' }
  const exact = Math.abs(change.perSecond) >= 10 ? 1 : 10
  const perSecond = Math.round(change.perSecond * exact) / exact
  const sign = perSecond > 0 ? '+' : perSecond < 0 ? '−' : ''
  const told = `${sign}${Math.abs(perSecond)}/s`
  return { ...(perSecond > 0 && { in: told }), ...(perSecond < 0 && { out: told }), told }
}
