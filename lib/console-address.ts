import { addressTo, productAddress, signInAddress } from './address'
import type { Hit } from './lookup/lookup'

/**
 * Addresses of the operators' console. Apart from the shop's, which every page of the shop sends to its browser: nobody else
 * is to learn that it exists.
 */
export const consolePages = {
  overview: [],
  flow: ['flow'],
  queues: ['queues'],
  failures: ['failures'],
  discarded: ['failures', 'discarded'],
  checkouts: ['checkouts'],
  reconciliation: ['reconciliation'],
  alarms: ['alarms'],
  audit: ['audit'],
  search: ['search'],
  found: ['found'],
} as const
export type ConsolePage = keyof typeof consolePages

export const consoleAddress = (
  page: ConsolePage = 'overview',
  asked: Record<string, string | number | undefined> = {},
) => addressTo(['admin', ...consolePages[page]], asked)

/** What a check of all tables has found. */
export const findingAddress = (run: string, finding: string) =>
  addressTo(['admin', 'reconciliation', run, finding])

export const consoleOrderAddress = (orderId: string) => addressTo(['admin', 'orders', orderId])

/** Asks how long a consumer is to be paused, and why. */
export const consolePauseAddress = (consumer: string) => addressTo(['admin', 'pause', consumer])

/** Where an operator signs in anew, to come back to a page of the console. */
export const signInAgainAddress = (back: string) => `${signInAddress}?${new URLSearchParams({ back })}`

/** The page of the console that such an address comes back to; undefined for any other. */
export function backOf(address: string): string | undefined {
  const here = 'http://localhost'
  const back = URL.canParse(address, here) ? new URL(address, here).searchParams.get('back') : undefined
  if (!back || !URL.canParse(back, here)) return undefined
  const { origin, pathname, search } = new URL(back, here)
  return origin === here && `${pathname}/`.startsWith(`${consoleAddress()}/`) ? pathname + search : undefined
}

type Chosen = { cause?: string | undefined; outcome?: string | undefined }

/** What waits in a dead-letter queue; by cause or by what a redrive would do. */
export const deadLettersAddress = (queue: string, asked: Chosen & { page?: number | undefined } = {}) =>
  addressTo(['admin', 'failures', queue], asked)

export const deadLetterAddress = (queue: string, messageId: string) =>
  addressTo(['admin', 'failures', queue, messageId])

export const editAddress = (queue: string, messageId: string, edit?: string) =>
  addressTo(['admin', 'failures', queue, messageId, 'edit'], { edit })

/** Asks before many messages are redriven, or any are discarded. */
export const confirmAddress = (
  queue: string,
  asked: Chosen & { act: 'redrive' | 'discard'; messageId?: string | undefined },
) => addressTo(['admin', 'failures', queue, 'confirm'], asked)

export const redriveAddress = (id: string) => addressTo(['admin', 'failures', 'redrives', id])

/** Answers as long as the console does, and nothing. */
export const pulseAddress = () => addressTo(['admin', 'pulse'])

/** The page that shows what was found; shoppers have none yet. */
export function hitAddress(hit: Hit): string | undefined {
  if (hit.kind === 'failure') return deadLetterAddress(hit.queue, hit.messageId)
  if (hit.kind === 'order') return consoleOrderAddress(hit.orderId)
  return hit.kind === 'product' ? productAddress(hit.id) : undefined
}
