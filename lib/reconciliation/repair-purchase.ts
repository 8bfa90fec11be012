import { type Publish, publish } from '../aws/bus'
import { mergeLines } from '../basket/line'
import { logWith } from '../observe/log'
import { findProducts } from '../product/store'
import { damagesOf } from './damage'
import { purchaseOf, type Repeated } from './forecast'
import type { PurchaseKey } from './reconciliation'
import { type Remedy, remedyOf } from './remedy'
import { type RawRows, type Rows, readRows, type Unreadable } from './rows'
import { readPurchase } from './tables'

export type Looked = {
  raw: RawRows
  rows: Rows
  unreadable: Unreadable[]
  damages: ReturnType<typeof damagesOf>
  remedy: Remedy | undefined
}

/** A purchase as it stands, what is wrong with it, and what would mend it. Writes nothing: the dry run of a repair. */
export async function lookAtPurchase(purchase: PurchaseKey, now = Date.now()): Promise<Looked> {
  const raw = await readPurchase(purchase)
  const read = readRows(raw)
  const damages = damagesOf(read, now)
  const remedy = remedyOf({ ...read, damages }, now)
  return { raw, ...read, damages, remedy: remedy && (await isInStock(remedy)) ? remedy : undefined }
}

/** An order that was confirmed must not be rejected because it was repaired. */
async function isInStock({ takes }: Remedy) {
  const wanted = mergeLines(takes)
  if (wanted.length === 0) return true
  const products = await findProducts(
    wanted.map(({ productId }) => productId),
    { consistent: true },
  )
  return wanted.every(({ productId, quantity }) => (products.get(productId)?.availableStock ?? 0) >= quantity)
}

export type Repaired =
  | { ok: true; events: { type: Repeated; eventId: string | undefined }[]; before: Looked }
  | { ok: false; reason: 'whole' | 'beyond_repair'; before: Looked }

/**
 * Publishes again the events whose consumers mend a purchase, as it stands now. They are what the reconciler publishes,
 * and repeated events change nothing that is right: it is safe at any time, and twice.
 */
export async function repairPurchase(
  purchase: PurchaseKey,
  publishEvent: Publish = publish,
): Promise<Repaired> {
  const before = await lookAtPurchase(purchase)
  const { damages, remedy, rows } = before
  const bought = purchaseOf(rows)
  if (damages.length === 0) return { ok: false, reason: 'whole', before }
  if (!remedy || !bought) return { ok: false, reason: 'beyond_repair', before }
  const events: { type: Repeated; eventId: string | undefined }[] = []
  for (const type of remedy.events) {
    const eventId =
      type === 'CheckoutBasket'
        ? await publishEvent(type, bought)
        : await publishEvent(type, {
            ...bought,
            at: bought.cancelledAt ?? new Date().toISOString(),
            by: bought.cancelledBy,
          })
    events.push({ type, eventId })
    logWith({ orderId: bought.orderId }).warn('Purchase repaired: event published again', {
      eventType: type,
      eventId,
    })
  }
  return { ok: true, events, before }
}
