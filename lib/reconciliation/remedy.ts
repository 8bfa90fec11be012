import { type Damage, damagesOf } from './damage'
import { forecast, type Repeated } from './forecast'
import type { Part, Rows, Unreadable } from './rows'

/** What changes in a row: a field that the services write, before and after. */
export type Effect = { part: Part; field: string; before: string | undefined; after: string | undefined }

export type Remedy = {
  events: readonly Repeated[]
  effects: Effect[]
  /** What is wrong then still: no event mends it. A fact that is written anew is told twice by a history that told it. */
  left: Damage[]
  /** Pieces that will be taken from the stock; if the stock does not have them, the order is rejected. */
  takes: { productId: string; quantity: number }[]
  /** The provider will be asked, under the key of this payment, to charge it. */
  charges: boolean
}

const candidates: readonly (readonly Repeated[])[] = [
  ['OrderCancelled'],
  ['OrderCancelled', 'CheckoutBasket'],
  ['CheckoutBasket'],
]

/** The events that mend a purchase, by what they would come to; undefined where none does. Nothing is written. */
export function remedyOf(
  { rows, unreadable, damages }: { rows: Rows; unreadable: Unreadable[]; damages: readonly Damage[] },
  now: number,
): Remedy | undefined {
  const at = new Date(now).toISOString()
  if (damages.length === 0 || unreadable.length > 0 || damages.includes('order-twice')) return undefined
  for (const events of candidates) {
    if (events.includes('OrderCancelled') && !isCancelled(rows)) continue
    const after = forecast(rows, events, at)
    if (!after) continue
    const left = damagesOf({ rows: after, unreadable }, now)
    const isNew = (damage: Damage) => !damages.includes(damage) && damage !== 'history-differs'
    if (!left.some((damage) => damage === damages[0] || isNew(damage)))
      return { ...remedyBy(events, rows, after), left }
  }
  return undefined
}

const isCancelled = ({ checkout, order }: Rows) =>
  checkout?.cancelledAt !== undefined || order?.cancellation !== undefined

function remedyBy(events: readonly Repeated[], rows: Rows, after: Rows): Omit<Remedy, 'left'> {
  const isTaken = !rows.reservation && after.reservation?.status === 'RESERVED'
  const isCharged = (!rows.payment || rows.payment.status === 'PENDING') && after.payment?.status !== 'FAILED'
  return {
    events,
    effects: effectsOf(rows, after),
    takes: isTaken
      ? (after.reservation?.lines ?? []).map(({ productId, quantity }) => ({ productId, quantity }))
      : [],
    charges: isCharged,
  }
}

/** What of each row its services decide, as words. */
const decided: { [P in Part]: (row: NonNullable<Rows[P]>) => Record<string, string | undefined> } = {
  order: ({ payment, inventory, cancellation, history, totalPrice }) => ({
    placed: totalPrice === undefined ? undefined : 'yes',
    payment: payment?.status,
    inventory: inventory?.status,
    cancellation: cancellation?.status,
    history: history.map(({ what }) => what).join(', '),
  }),
  payment: ({ status }) => ({ status }),
  reservation: ({ status }) => ({ status }),
  checkout: ({ open }) => ({ state: open === undefined ? 'closed' : 'open' }),
}

function effectsOf(rows: Rows, after: Rows): Effect[] {
  const changesOf = <P extends Part>(part: P) => {
    const describe = decided[part]
    const [before, then] = [rows[part], after[part]].map(
      (row) => row && describe(row as NonNullable<Rows[P]>),
    )
    return Object.keys({ ...before, ...then }).flatMap((field): Effect[] =>
      before?.[field] === then?.[field]
        ? []
        : [{ part, field, before: before?.[field], after: then?.[field] }],
    )
  }
  return (Object.keys(decided) as Part[]).flatMap(changesOf)
}
