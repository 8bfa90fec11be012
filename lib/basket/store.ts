import { PutCommand } from '@aws-sdk/lib-dynamodb'
import { Resource } from 'sst'
import * as z from 'zod'
import { findRow, type TransactItem, unlessRefused, write } from '../aws/dynamo'
import { readRow } from '../aws/rows'
import { Basket, isTombstone, keptForSeconds, Removed, Tombstone, tombstoneKeptForSeconds } from './basket'
import { Line } from './line'
import { Pace } from './pace'

const emptiedKeptForSeconds = 24 * 60 * 60

/** When an empty basket may go: it still knows its changes, its pace, and what its shopper waits for. */
export const emptiedUntil = (watching: Basket['watching']) =>
  Math.floor(Date.now() / 1000) + (watching ? keptForSeconds : emptiedKeptForSeconds)

const TableName = () => Resource.BasketTable.name

/** With the lines that can be read: the next change writes the basket without the others. */
const Forgiving = Basket.extend({
  items: z
    .array(Line.optional().catch(undefined))
    .transform((lines) => lines.filter((line) => line !== undefined))
    .catch([]),
  removed: Removed.optional().catch(undefined),
  pace: Pace.optional().catch(undefined),
  watching: Basket.shape.watching.catch(undefined),
})

const readBasket = (row: unknown) =>
  readRow<Basket>(Basket, row, { table: TableName(), namedBy: ['checkoutId'], forgiving: Forgiving })

/** A basket, or what is left of one that was merged into another. */
export async function findHeld(userName: string): Promise<Basket | Tombstone | undefined> {
  const row = await findRow(TableName(), { userName })
  return row && (Tombstone.safeParse(row).data ?? readBasket(row))
}

export async function findBasket(userName: string) {
  const held = await findHeld(userName)
  return isTombstone(held) ? undefined : held
}

/** Refused where another tab was quicker. */
const next = (basket: Basket) => {
  // The version alone would let a slow tab write over the basket that followed a checkout: versions begin anew.
  const unchanged = {
    ConditionExpression: '#version = :before AND checkoutId = :checkoutId',
    ExpressionAttributeNames: { '#version': 'version' },
    ExpressionAttributeValues: { ':before': basket.version - 1, ':checkoutId': basket.checkoutId },
  }
  return {
    TableName: TableName(),
    Item: z.encode(Basket, basket),
    ...(basket.version === 1 ? isAbsent : unchanged),
  }
}

/** Writes the basket over the version before it; false when another tab was quicker. */
export const saveBasket = async (basket: Basket) =>
  'done' in (await unlessRefused(new PutCommand(next(basket))))

/** The same as part of a transaction. */
export const savingBasket = (basket: Basket): TransactItem => ({ Put: next(basket) })

const isAbsent = { ConditionExpression: 'attribute_not_exists(userName)' }

const asRead = ({ version, checkoutId }: Basket) => ({
  ConditionExpression: '#version = :version AND checkoutId = :checkoutId',
  ExpressionAttributeNames: { '#version': 'version' },
  ExpressionAttributeValues: { ':version': version, ':checkoutId': checkoutId },
})

/** Leaves a tombstone of the basket that a guest has, as it was read, or has not. */
export function buryBasket(guest: string, basket: Basket | undefined, mergedInto: string): TransactItem {
  const expiresAt = Math.floor(Date.now() / 1000) + tombstoneKeptForSeconds
  return {
    Put: {
      TableName: TableName(),
      Item: { userName: guest, mergedInto, expiresAt } satisfies Tombstone,
      ...(basket ? asRead(basket) : isAbsent),
    },
  }
}

/**
 * Empties a basket that is as it was read. What follows still knows its changes, which may be repeated late, and what its
 * shopper waits for and has not bought.
 */
export function takeBasket(basket: Basket, nextCheckoutId: string): TransactItem {
  const { userName, changes, pace } = basket
  const watching = unbought(basket)
  return {
    Put: {
      TableName: TableName(),
      Item: z.encode(Basket, {
        userName,
        items: [],
        watching,
        changes,
        pace,
        checkoutId: nextCheckoutId,
        version: 1,
        expiresAt: emptiedUntil(watching),
      }),
      ...asRead(basket),
    },
  }
}

function unbought({ watching = [], items }: Basket) {
  const left = watching.filter((id) => !items.some(({ productId }) => productId === id))
  return left.length > 0 ? left : undefined
}

/** Deletes a basket whatever there is in it, as part of a transaction. */
export const dropBasket = (userName: string): TransactItem => ({
  Delete: { TableName: TableName(), Key: { userName } },
})

/** One row that expires, written again and again under a name that no shopper can have: a full disk refuses it. */
export const writeProbe = () =>
  write(
    new PutCommand({
      TableName: TableName(),
      Item: { userName: '/health', expiresAt: Math.floor(Date.now() / 1000) + 60 },
    }),
  )
