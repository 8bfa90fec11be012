import { PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { Resource } from 'sst'
import * as z from 'zod'
import {
  type Dates,
  findRow,
  findRows,
  newest,
  queryPages,
  type TransactItem,
  unlessRefused,
} from '../aws/dynamo'
import { readRow, readRows } from '../aws/rows'
import type { CancelledBy } from '../events'
import { Checkout, daysKeptOnceSettled, dueAfter, openShardOf } from './checkout'
import { OrderContents } from './purchase'

const TableName = () => Resource.CheckoutTable.name
const place = () => ({ table: TableName(), namedBy: ['checkoutId'] })

export async function findCheckout(checkoutId: string) {
  const row = await findRow(TableName(), { checkoutId })
  return row && readCheckout(row)
}

/** Those that there are, as they were a moment ago. */
export async function findCheckouts(checkoutIds: string[]): Promise<Checkout[]> {
  const keys = [...new Set(checkoutIds)].map((checkoutId) => ({ checkoutId }))
  return readRows(Checkout, await findRows(TableName(), keys), place())
}

export const readCheckout = (row: unknown) => readRow(Checkout, row, place())

const newCheckout = (checkout: Checkout) => ({
  TableName: TableName(),
  Item: z.encode(Checkout, checkout),
  ConditionExpression: 'attribute_not_exists(checkoutId)',
})

export const putCheckout = (checkout: Checkout): TransactItem => ({ Put: newCheckout(checkout) })

/** A checkout that takes no basket. Refused with the row where there is one already. */
export const saveCheckout = (checkout: Checkout) =>
  unlessRefused(new PutCommand({ ...newCheckout(checkout), ReturnValuesOnConditionCheckFailure: 'ALL_OLD' }))

/** Whether `closeCheckout` would close it. */
export async function isClosable(checkoutId: string, cancelled = false): Promise<boolean> {
  const row = await findRow(TableName(), { checkoutId })
  return row?.open !== undefined && (cancelled || row.cancelledAt === undefined)
}

type Closed = { closed: boolean; row: { cancelledAt?: unknown } | undefined }

/**
 * Takes it off the index of open checkouts, unless it was cancelled and its order, which is not `cancelled`, has yet to
 * learn of that. Answers the row as it was, where there was one.
 */
export async function closeCheckout(checkoutId: string, now: Date, cancelled = false): Promise<Closed> {
  const written = await unlessRefused(
    new UpdateCommand({
      TableName: TableName(),
      Key: { checkoutId },
      UpdateExpression: 'SET settledAt = :now, expiresAt = :expiresAt REMOVE #open, dueAt, openFor',
      ConditionExpression: `attribute_exists(#open)${cancelled ? '' : ' AND attribute_not_exists(cancelledAt)'}`,
      ExpressionAttributeNames: { '#open': 'open' },
      ExpressionAttributeValues: {
        ':now': now.toISOString(),
        ':expiresAt': Math.floor(now.getTime() / 1000) + daysKeptOnceSettled * 24 * 60 * 60,
      },
      ReturnValues: 'ALL_OLD',
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    }),
  )
  return 'done' in written
    ? { closed: true, row: written.done.Attributes }
    : { closed: false, row: written.refused.row }
}

/** Takes away who bought, of a checkout that is closed or gone; false while it is open, and may be published again. */
export async function removeContact(checkoutId: string) {
  const written = await unlessRefused(
    new UpdateCommand({
      TableName: TableName(),
      Key: { checkoutId },
      UpdateExpression: 'REMOVE contact',
      ConditionExpression: 'attribute_exists(checkoutId) AND attribute_not_exists(#open)',
      ExpressionAttributeNames: { '#open': 'open' },
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    }),
  )
  return 'done' in written || !written.refused.row
}

const cancelling = ({ checkoutId, userName, settledAt }: Checkout, now: Date, by?: CancelledBy) => ({
  TableName: TableName(),
  Key: { checkoutId },
  UpdateExpression: [
    'SET cancelledAt = :now, #open = :shard, dueAt = :dueAt, openFor = :shopper, attempts = :none',
    ...(by ? [', cancelledBy = :by'] : []),
    ' REMOVE settledAt, expiresAt',
  ].join(''),
  ConditionExpression: `attribute_not_exists(cancelledAt) AND ${
    settledAt ? 'settledAt = :settledAt' : 'attribute_exists(#open)'
  }`,
  ExpressionAttributeNames: { '#open': 'open' },
  ExpressionAttributeValues: {
    ':now': now.toISOString(),
    ':shard': openShardOf(checkoutId),
    ':dueAt': dueAfter(now, 0),
    ':shopper': userName,
    ':none': 0,
    ...(by && { ':by': by }),
    ...(settledAt && { ':settledAt': settledAt }),
  },
})

/** Marks a checkout, as it was read, as cancelled and opens it. Refused where it was cancelled or closed since. */
export const cancelCheckout = (checkout: Checkout, now: Date) =>
  unlessRefused(
    new UpdateCommand({
      ...cancelling(checkout, now),
      ReturnValues: 'ALL_NEW',
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    }),
  )

/** The same, by the shop, as part of a transaction. */
export const cancellingByShop = (checkout: Checkout, now: Date): TransactItem => ({
  Update: cancelling(checkout, now, 'shop'),
})

/** The open checkouts of one shard that are due by `dueBy`, longest due first, in pages of `Limit` at most. */
export const listDueCheckouts = (shard: string, dueBy: string, Limit: number) =>
  queryPages({
    Limit,
    TableName: TableName(),
    IndexName: 'byOpen',
    KeyConditionExpression: '#open = :shard AND dueAt <= :dueBy',
    ExpressionAttributeNames: { '#open': 'open' },
    ExpressionAttributeValues: { ':shard': shard, ':dueBy': dueBy },
  })

/** What the index of a shopper's open checkouts holds. */
const OpenCheckout = Checkout.pick({ checkoutId: true, orderDate: true, cancelledAt: true }).extend(
  OrderContents.shape,
)
export type OpenCheckout = z.infer<typeof OpenCheckout>

/** The newest `limit` of a shopper's open checkouts, as far as the index has them already. */
export const listOpenCheckouts = (userName: string, page: Dates & { limit: number }) =>
  newest({ TableName: TableName(), IndexName: 'byShopper' }, ['openFor', userName], page, (rows) =>
    readRows(OpenCheckout, rows, place()),
  )

/** Counts an attempt. Refused where it was closed, or counted by another run, since it was read. */
export const postponeCheckout = ({ checkoutId, attempts, dueAt }: Checkout, now: Date) =>
  unlessRefused(
    new UpdateCommand({
      TableName: TableName(),
      Key: { checkoutId },
      UpdateExpression: 'SET attempts = attempts + :one, dueAt = :dueAt',
      ConditionExpression: 'attribute_exists(#open) AND dueAt = :read',
      ExpressionAttributeNames: { '#open': 'open' },
      ExpressionAttributeValues: { ':one': 1, ':dueAt': dueAfter(now, attempts + 1), ':read': dueAt },
    }),
  )
