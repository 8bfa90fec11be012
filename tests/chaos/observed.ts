import { GetCommand, PutCommand, TransactWriteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { type Actor, currentActor } from './actors'
import type { Command } from './tables/memory'
import { isRow, type Row } from './tables/row'

export type Saved = { userName: string; checkoutId: string; version: number; items: Row[]; row: Row }
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
  const republished = new Map<string, number>()

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
    /** How often the reconciler set out to publish each order again. */
    republished,
    tried(events: string[]) {
      const actor = currentActor()
      for (const event of events) {
        triedEvents.add(event)
        const orderId = event.slice(event.indexOf(' ') + 1)
        const mark = `republished ${orderId}`
        if (!actor?.name.startsWith('reconcile') || actor.seen.has(mark)) continue
        actor.seen.add(mark)
        republished.set(orderId, (republished.get(orderId) ?? 0) + 1)
      }
    },
  }
}
