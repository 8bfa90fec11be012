import { PutCommand } from '@aws-sdk/lib-dynamodb'
import { Resource } from 'sst'
import * as z from 'zod'
import { findRow, type TransactItem, unlessRefused } from '../aws/dynamo'
import type { WantedLine } from '../basket/line'
import { Reservation } from './reservation'

const TableName = () => Resource.ReservationTable.name

const putIfAbsent = (reservation: Reservation) => ({
  TableName: TableName(),
  Item: z.encode(Reservation, reservation),
  ConditionExpression: 'attribute_not_exists(orderId)',
  ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const,
})

export async function findReservation(orderId: string) {
  const row = await findRow(TableName(), { orderId })
  return row && Reservation.parse(row)
}

/** As part of a transaction with the stock it takes. */
export const holdReservation = (reservation: Reservation): TransactItem => ({ Put: putIfAbsent(reservation) })

/** Decides the order's reservation once: this one, or the one that was there before. */
export async function decideReservation(reservation: Reservation): Promise<Reservation> {
  const decided = await unlessRefused(new PutCommand(putIfAbsent(reservation)))
  return 'done' in decided ? reservation : Reservation.parse(decided.refused.row)
}

/** As part of a transaction with the stock it gives back; `lost` is what of it has no product any more. */
export const releaseReservation = (
  orderId: string,
  { at, lost, cancelled }: Pick<Reservation, 'at' | 'cancelled'> & { lost: WantedLine[] },
): TransactItem => ({
  Update: {
    TableName: TableName(),
    Key: { orderId },
    UpdateExpression: `SET #status = :released, #at = :at${lost.length > 0 ? ', lost = :lost' : ''}${cancelled ? ', cancelled = :cancelled' : ''}`,
    ConditionExpression: '#status = :reserved',
    ExpressionAttributeNames: { '#status': 'status', '#at': 'at' },
    ExpressionAttributeValues: {
      ':released': 'RELEASED',
      ':reserved': 'RESERVED',
      ':at': at,
      ...(lost.length > 0 && { ':lost': lost }),
      ...(cancelled && { ':cancelled': true }),
    },
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  },
})
