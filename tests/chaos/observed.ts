import { GetCommand, PutCommand, TransactWriteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { Envelope } from '../../lib/events'
import { paymentIdOf } from '../../lib/ids'
import { type OrderStatus, outcomeOf } from '../../lib/order/order'
import { ReadableOrderRow } from '../../lib/order/store'
import type { Charge, Charged } from '../../lib/payment/payment'
import type { Actor } from './actors'
import type { Bus } from './bus'
import type { Random } from './globals'
import type { Violation } from './invariants'
import { createMails } from './mails'
import type { Message } from './queue'
import { type Command, isRow, type Row } from './tables/memory'
import type { Tables } from './world'

export type Ledger = ReturnType<typeof createLedger>

/** The payment provider's own books: what moved for each key, however often it was asked. */
export function createLedger(random: Random, approvals: number) {
  const charges = new Map<string, Charge & { answer: Charged }>()
  const refunds = new Map<string, Charge>()
  const complaints: string[] = []

  return {
    charges,
    refunds,
    /** Requests that no correct shop makes. */
    complaints,
    charge(charge: Charge): Charged {
      const before = charges.get(charge.paymentId)
      if (before && before.amount !== charge.amount)
        complaints.push(`${charge.paymentId} charged with ${charge.amount}, before with ${before.amount}`)
      if (before) return before.answer
      const answer: Charged = random.chance(approvals)
        ? { ok: true, transactionId: `TXN-${charges.size + 1}` }
        : { ok: false, reason: 'card_declined' }
      charges.set(charge.paymentId, { ...charge, answer })
      return answer
    },
    refund(charge: Charge) {
      const charged = charges.get(charge.paymentId)
      if (!charged?.answer.ok) complaints.push(`${charge.paymentId} refunded and never charged`)
      else if (charged.amount !== charge.amount)
        complaints.push(`${charge.paymentId} refunded ${charge.amount} of ${charged.amount}`)
      refunds.set(charge.paymentId, charge)
    },
  }
}

type Handled = { tables: Tables; bus: Bus; queue: string; message: Message }
type Check = (detail: Row, type: string, handled: Handled) => Promise<string | undefined>

async function find({ tables }: Handled, TableName: string, Key: Row): Promise<Row> {
  const { Item } = await tables.send(new GetCommand({ TableName, Key, ConsistentRead: true }))
  return isRow(Item) ? Item : {}
}

/** The event that tells a status. */
export const eventOf = {
  RESERVED: 'StockReserved',
  REJECTED: 'StockRejected',
  RELEASED: 'StockReleased',
  COMPLETED: 'PaymentCompleted',
  FAILED: 'PaymentFailed',
  REFUNDED: 'PaymentRefunded',
  CANCELLED: 'OrderCancelled',
} as const

const eventsOf = (status: unknown): string[] =>
  Object.entries(eventOf).flatMap(([told, event]) => (told === status ? [event] : []))

function published({ bus }: Handled, { orderId }: Row, status: unknown, events = eventsOf(status)) {
  const found = events.some((event) => bus.accepted.has(`${event} ${orderId}`))
  return found ? undefined : `left it ${status} without ${events.join(' or ')} on the bus`
}

/** By the time a purchase is let go, another message may have moved it on. */
const stockEvents = ['StockReserved', 'StockRejected', 'StockReleased']
const paymentEvents = ['PaymentCompleted', 'PaymentFailed', 'PaymentRefunded']

const checks: Record<string, Check> = {
  async OrderQueue({ userName, orderDate, orderId }, type, handled) {
    const { history, orderId: owner } = await find(handled, 'OrderTable', { userName, orderDate })
    const has = Array.isArray(history) && history.some((entry) => isRow(entry) && entry.what === type)
    return has && owner === orderId ? undefined : 'is not in the history of its order'
  },
  async InventoryQueue(detail, type, handled) {
    const { status } = await find(handled, 'ReservationTable', { orderId: detail.orderId })
    if (type === 'CheckoutBasket') return published(handled, detail, status, stockEvents)
    if (status === 'REJECTED') return undefined
    return status === 'RELEASED' ? published(handled, detail, status) : `left the reservation ${status}`
  },
  async PaymentQueue(detail, type, handled) {
    const paymentId = paymentIdOf(String(detail.orderId))
    const { status } = await find(handled, 'PaymentTable', { paymentId })
    if (type === 'CheckoutBasket') return published(handled, detail, status, paymentEvents)
    const isOver = status === 'FAILED' || status === 'REFUNDED'
    return isOver ? published(handled, detail, status) : `left the payment ${status}`
  },
}

/** A message may be deleted only when what it asks for has been done and told. */
export async function acknowledged(handled: Handled): Promise<Violation[]> {
  const { queue, message } = handled
  const envelope = Envelope.safeParse(parsed(message.body))
  const detail = envelope.success && isRow(envelope.data.detail) ? envelope.data.detail : undefined
  const type = envelope.data?.['detail-type'] ?? ''
  const wrong = detail ? await checks[queue]?.(detail, type, handled) : 'is not an event'
  if (!wrong) return []
  const what = `${queue} let go of ${message.label}, which ${wrong}`
  return [{ invariant: 'acknowledged', what, ...(detail && { orderId: String(detail.orderId) }) }]
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

export type Saved = { userName: string; checkoutId: string; version: number; items: Row[]; row: Row }
/** Who asked for a declined order again, and for which. */
export type Retry = { userName: string; orderId: string }
/** What one run of the reconciler did about one order. */
type Republished = { accepted: boolean; postponed: boolean }
/** Products that a shopper was told to be watched, and those that may be. */
export type Watches = { surely: Set<string>; maybe: Set<string> }
/** What a merge has done, as it was written: how many pieces it left out. */
export type Merge = { guest: string; account: string; checkoutId: string | undefined; cut: number }
/** A guest and the account that it becomes; how many pieces were asked for by either, and what merges said. */
export type Joining = { account: string; least: number; most: number; told: number[] }
export type Placed = { at: number; startedAt: number; items: Row[]; userName: string }

const savedOf = (row: Row): Saved => ({
  row,
  userName: String(row.userName),
  checkoutId: String(row.checkoutId),
  version: Number(row.version),
  items: Array.isArray(row.items) ? row.items.filter(isRow) : [],
})

const piecesIn = (basket: Saved | undefined) =>
  (basket?.items ?? []).reduce((sum, { quantity }) => sum + Number(quantity), 0)

const cameToNothing = new Set<OrderStatus>(['PAYMENT_FAILED', 'OUT_OF_STOCK'])

export type Observed = ReturnType<typeof createObserved>

/** What the tables and the bus were told, for checks that the rows of the end cannot answer. */
export function createObserved(now: () => number) {
  const saved: Saved[] = []
  const placed = new Map<string, Placed[]>()
  const triedEvents = new Set<string>()
  const restored = new Set<string>()
  const retries = new Map<string, Retry>()
  const asked = new Map<string, { least: number; most: number }>()
  const watched = new Map<string, Watches>()
  const joining = new Map<string, Joining>()
  const merges: Merge[] = []
  const holding = new Map<string, Saved>()
  const reconciled = new Map<string, Map<Actor, Republished>>()

  const counted = new Set<string>()
  const countedTwice = new Set<string>()

  function ofRun(actor: Actor, orderId: string): Republished {
    const runs = reconciled.get(orderId) ?? new Map<Actor, Republished>()
    const run = runs.get(actor) ?? { accepted: false, postponed: false }
    reconciled.set(orderId, runs.set(actor, run))
    return run
  }

  const created = new Map<string, number>()
  const closed = new Map<string, number>()
  const cancelled = new Map<string, string>()
  const cancelledLate = new Set<string>()
  const outcomes = new Map<string, OrderStatus>()
  const mails = createMails(closed)

  function note(command: Command, output: Row, actor: Actor) {
    if (command instanceof PutCommand && command.input.TableName === 'CheckoutTable' && command.input.Item)
      place(command.input.Item, actor)
    if (command instanceof PutCommand && command.input.TableName === 'BasketTable')
      save(savedOf(command.input.Item ?? {}))
    if (command instanceof GetCommand && command.input.TableName === 'BasketTable' && isRow(output.Item)) {
      const { checkoutId, items } = savedOf(output.Item)
      if (items.length > 0) actor.seen.add(checkoutId)
    }
    if (command instanceof UpdateCommand) progress(command.input, output, actor)
    if (command instanceof UpdateCommand && actor.name.startsWith('reconcile')) count(command.input)
    if (command instanceof TransactWriteCommand) {
      const puts = (command.input.TransactItems ?? []).flatMap(({ Put }) => Put ?? [])
      const baskets = puts.flatMap(({ TableName, Item = {} }) => (TableName === 'BasketTable' ? [Item] : []))
      const buried = baskets.find(({ mergedInto }) => mergedInto)
      if (buried) merge(buried, baskets)
      for (const { Update } of command.input.TransactItems ?? [])
        if (Update?.TableName === 'CheckoutTable') progress(Update, {}, actor)
      for (const { TableName, Item } of puts) if (TableName === 'CheckoutTable' && Item) place(Item, actor)
      for (const row of baskets) if (row !== buried) save(savedOf(row))
    }
  }

  function save(basket: Saved) {
    saved.push(basket)
    holding.set(basket.userName, basket)
  }

  /** By an operator, whose writes are nobody's request. */
  function restore(row: Row, overwritten: string) {
    const basket = savedOf(row)
    for (const checkoutId of [basket.checkoutId, overwritten]) restored.add(checkoutId)
    holding.set(basket.userName, basket)
  }

  function merge({ userName: guest, mergedInto: account }: Row, baskets: Row[]) {
    const before = [guest, account].map((name) => holding.get(String(name)))
    const after = baskets.find(({ userName }) => userName === account)
    const kept = after ? savedOf(after) : before[1]
    const cut = piecesIn(before[0]) + piecesIn(before[1]) - piecesIn(kept)
    merges.push({ guest: String(guest), account: String(account), checkoutId: before[0]?.checkoutId, cut })
    holding.delete(String(guest))
  }

  function progress({ TableName, Key, ...input }: UpdateCommand['input'], { Attributes }: Row, actor: Actor) {
    const values = input.ExpressionAttributeValues ?? {}
    if (TableName === 'OrderTable') {
      const orderId = String(values[':orderId'])
      if (':totalPrice' in values) created.set(orderId, now())
      const { status, settled } = outcomeOf(ReadableOrderRow.parse(Attributes))
      outcomes.set(orderId, status)
      if (settled) mails.settled(orderId, status)
    }
    if (TableName !== 'CheckoutTable') return
    const checkoutId = String(Key?.checkoutId)
    if (':expiresAt' in values) closed.set(checkoutId, now())
    if (':shopper' in values) {
      const status = outcomes.get(checkoutId)
      if (closed.delete(checkoutId) && status && cameToNothing.has(status)) cancelledLate.add(checkoutId)
      cancelled.set(checkoutId, String(values[':now']))
      actor.seen.add(`cancelled ${checkoutId}`)
    }
  }

  function count({ Key, ExpressionAttributeValues: values }: UpdateCommand['input']) {
    const attempt = `${Key?.checkoutId} due at ${values?.[':read']}`
    if (counted.has(attempt)) countedTwice.add(attempt)
    counted.add(attempt)
  }

  function place(row: Row, { startedAt }: Actor) {
    const { checkoutId, items, userName } = savedOf(row)
    placed.set(checkoutId, [...(placed.get(checkoutId) ?? []), { at: now(), startedAt, items, userName }])
  }

  return {
    note,
    saved,
    mails,
    /** The transactions that placed each checkout: one, in a correct shop. */
    placed,
    /** When the ordering service created each order, and when it closed its checkout. */
    created,
    closed,
    /** What each checkout was marked with when it was cancelled, and those that had come to nothing before. */
    cancelled,
    cancelledLate,
    triedEvents,
    /** Baskets that came back although they were checked out. */
    restored,
    /** What was asked for by the checkoutId of a retry. */
    retries,
    /** How many pieces each careful shopper asked for, and knows to have got. */
    asked,
    /** What each careful shopper waits for. */
    watched,
    /** By guest. */
    joining,
    /** The transactions that made a guest's basket an account's: one for each, in a correct shop. */
    merges,
    restore,
    /** What each run of the reconciler did about each order. */
    reconciled,
    /** Attempts that two runs took for their own. */
    countedTwice,
    tried(events: string[]) {
      for (const event of events) triedEvents.add(event)
    },
    /** The bus has told the one who asked that it took these. */
    learned(events: string[], actor: Actor | undefined) {
      if (!actor?.name.startsWith('reconcile')) return
      // What was cancelled is told before, or not at all.
      for (const event of events)
        if (event.startsWith('CheckoutBasket '))
          ofRun(actor, event.slice(event.indexOf(' ') + 1)).accepted = true
    },
    /** Before the call, whatever becomes of it. */
    noteSending(command: Command, actor: Actor | undefined) {
      if (!actor?.name.startsWith('reconcile') || !(command instanceof UpdateCommand)) return
      ofRun(actor, String(command.input.Key?.checkoutId)).postponed = true
    },
  }
}
