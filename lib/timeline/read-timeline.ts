import { joined, type Span } from '../log-line/log-line'
import { readLogLines } from '../log-line/read-log-lines'
import type { PurchaseRows } from '../lookup/lookup'
import { inOrder } from '../order/order'
import { stepsOf, type Timeline } from './timeline'

const beforeMs = 60_000
const afterMs = 10 * 60_000

/** What happened to a purchase, from the lines of the log by its id; what they lack, from its own history. */
export async function readTimeline(purchase: PurchaseRows): Promise<Timeline> {
  const { orderId, orderDate, order } = purchase
  const history = inOrder((order?.history ?? []).filter(({ at }) => at !== ''))
  const placed = history.some(({ what }) => what === 'CheckoutBasket')
  const known = placed ? history : [{ what: 'CheckoutBasket', at: orderDate }, ...history]
  const { lines, unread, isCut } = await readLogLines({ orderId }, spansOf(purchase))
  return { placedAt: Date.parse(orderDate), steps: stepsOf(lines, known), lines: lines.length, unread, isCut }
}

/** Around all that is known to have happened: to look through more of a log takes longer. Until now for what is open. */
function spansOf({ orderDate, checkout, order, payment, reservation }: PurchaseRows): Span[] {
  const moments = [
    ...[orderDate, checkout?.cancelledAt, checkout?.settledAt, payment?.processedAt, reservation?.at],
    ...(order?.history ?? []).map(({ at }) => at),
  ]
  const spans = moments
    .filter((moment) => moment)
    .map((moment) => ({
      from: dateOf(Date.parse(String(moment)) - beforeMs),
      until: dateOf(Date.parse(String(moment)) + afterMs),
    }))
  const open = checkout?.open === undefined ? [] : [{ from: checkout.cancelledAt ?? orderDate }]
  return joined([...spans, ...open])
}

const dateOf = (ms: number) => new Date(ms).toISOString()
