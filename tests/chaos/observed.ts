import { GetCommand, PutCommand, TransactWriteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import type { Actor } from './actors'
import type { Command } from './tables/memory'
import { isRow, type Row } from './tables/row'

export type Saved = { userName: string; checkoutId: string; version: number; items: Row[]; row: Row }
/** What one run of the reconciler did about one order. */
type Republished = { accepted: boolean; postponed: boolean }
export type Placed = { at: number; startedAt: number; items: Row[]; userName: string }

const savedOf = (row: Row): Saved => ({
  row,
  userName: String(row.userName),
  checkoutId: String(row.checkoutId),
  version: Number(row.version),
  items: Array.isArray(row.items) ? row.items.filter(isRow) : [],
})

export type Observed = ReturnType<typeof createObserved>

/** What the tables and the bus were told, for checks that the rows of the end cannot answer. */
export function createObserved(now: () => number) {
  const saved: Saved[] = []
  const placed = new Map<string, Placed[]>()
  const triedEvents = new Set<string>()
  const restored = new Set<string>()
  const asked = new Map<string, { least: number; most: number }>()
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

  function note(command: Command, output: Row, actor: Actor) {
    if (command instanceof PutCommand && command.input.TableName === 'BasketTable')
      saved.push(savedOf(command.input.Item ?? {}))
    if (command instanceof GetCommand && command.input.TableName === 'BasketTable' && isRow(output.Item)) {
      const { checkoutId, items } = savedOf(output.Item)
      if (items.length > 0) actor.seen.add(checkoutId)
    }
    if (command instanceof UpdateCommand) progress(command.input)
    if (command instanceof UpdateCommand && actor.name.startsWith('reconcile')) count(command.input)
    if (command instanceof TransactWriteCommand)
      for (const { Put } of command.input.TransactItems ?? []) {
        if (Put?.TableName === 'CheckoutTable' && Put.Item) place(Put.Item, actor)
        else if (Put?.TableName === 'BasketTable' && Put.Item) saved.push(savedOf(Put.Item))
      }
  }

  function progress({ TableName, Key, ExpressionAttributeValues: values = {} }: UpdateCommand['input']) {
    if (TableName === 'OrderTable' && ':totalPrice' in values) created.set(String(values[':orderId']), now())
    if (TableName === 'CheckoutTable' && ':expiresAt' in values) closed.set(String(Key?.checkoutId), now())
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
    /** The transactions that placed each checkout: one, in a correct shop. */
    placed,
    /** When the ordering service created each order, and when it closed its checkout. */
    created,
    closed,
    triedEvents,
    /** Baskets that came back although they were checked out. */
    restored,
    /** How many pieces each careful shopper asked for, and knows to have got. */
    asked,
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
      for (const event of events) ofRun(actor, event.slice(event.indexOf(' ') + 1)).accepted = true
    },
    /** Before the call, whatever becomes of it. */
    noteSending(command: Command, actor: Actor | undefined) {
      if (!actor?.name.startsWith('reconcile') || !(command instanceof UpdateCommand)) return
      ofRun(actor, String(command.input.Key?.checkoutId)).postponed = true
    },
  }
}
