import 'server-only'
import { readAlarms } from '@/lib/alarm/read-alarms'
import type { AuditFilter } from '@/lib/audit/list-entries'
import { dayBefore, listEntries } from '@/lib/audit/list-entries'
import { type Checkout, isGivenUp } from '@/lib/checkout/checkout'
import { type OpenCheckouts, readOpenCheckouts } from '@/lib/checkout/read-open-checkouts'
import { OrderId } from '@/lib/ids'
import { findPurchase } from '@/lib/lookup/find-purchase'
import { lookUp } from '@/lib/lookup/look-up'
import { findOrderRow } from '@/lib/order/store'
import { whyOpen } from '@/lib/order/why-open'
import { readPauses } from '@/lib/pause/read-pauses'
import { readQueues } from '@/lib/queue/read-queues'
import { readLastHour as lastHour, readRates as ratesOf } from '@/lib/queue/read-rates'
import { lastEnded } from '@/lib/reconciliation/store'
import { readTimeline } from '@/lib/timeline/read-timeline'
import { seenSince } from '@/lib/verdict/seen-since'
import { type OpenNumbers, troublesIn } from '@/lib/verdict/verdict'
import { resumePaused } from './actions'
import { read } from './logged'

export { isFreshOperator, requireOperator } from './operator'

export const readRates = read(() => ratesOf())
export const readLastHour = read(() => lastHour())

/** How the shop is doing at this moment, with all that is wrong, worst first. Each page of the console shows the worst. */
export const readConsole = read(async () => {
  const now = new Date()
  const [queues, checkouts, checked, alarms, paused] = await Promise.all([
    readQueues(now.getTime()),
    readOpenCheckouts(),
    lastEnded(),
    readAlarms(),
    readPauses(now),
  ])
  const open = numbersOf(checkouts)
  return {
    at: now.toISOString(),
    queues,
    checkouts,
    open,
    alarms,
    pauses: paused.pauses,
    resume: resumePaused,
    troubles: seenSince(troublesIn({ queues, open, checked, alarms, paused, now }), now),
  }
})

const waitingOnPage = 50
const auditDays = 7

/** A page of the open checkouts, each with what it waits for. */
export const readWaiting = read(async (page: number) => {
  const { checkouts } = (await readConsole()).checkouts
  const from = (page - 1) * waitingOnPage
  const rows = await Promise.all(checkouts.slice(from, from + waitingOnPage).map(waitingOf))
  return { rows, hasMore: checkouts.length > from + waitingOnPage }
})

async function waitingOf(checkout: Checkout) {
  const { checkoutId, orderDate, attempts, dueAt } = checkout
  const row = await findOrderRow(checkout)
  const order = row?.orderId === checkoutId ? row : undefined
  return {
    ...{ checkoutId, orderDate, attempts, dueAt, givenUp: isGivenUp(checkout) },
    waitsFor: whyOpen({ order, checkout })?.waitsFor ?? [],
  }
}

type AuditAsked = AuditFilter & { until?: string | undefined }

/** What operators have done in the week up to a day, or to today. */
export const readAudit = read(async ({ who, what, until }: AuditAsked) => {
  const today = new Date().toISOString().slice(0, 10)
  const last = until ?? today
  const older = dayBefore(last, auditDays)
  const newer = last < today ? dayBefore(last, -auditDays) : undefined
  return { days: await listEntries(last, auditDays, { who, what }), from: dayBefore(older, -1), older, newer }
})

export const readLookup = read((text: string) => lookUp(text))

/** The rows of a purchase, why it is not settled where it is not, and what happened to it. */
export const readPurchase = read(async (orderId: string) => {
  const purchase = OrderId.safeParse(orderId).success ? await findPurchase(orderId) : undefined
  return purchase && { ...purchase, why: whyOpen(purchase), timeline: await readTimeline(purchase) }
})

function numbersOf({ checkouts, unreadable, isCut }: OpenCheckouts): OpenNumbers {
  const oldestOf = (dates: string[]) => dates.toSorted()[0]
  const givenUp = checkouts.filter(isGivenUp)
  return {
    ...{ open: checkouts.length + unreadable, isCut, unreadable, givenUp: givenUp.length },
    oldest: oldestOf(checkouts.map(({ orderDate }) => orderDate)),
    oldestGivenUp: oldestOf(givenUp.map(({ orderDate }) => orderDate)),
  }
}
