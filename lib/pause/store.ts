import { Resource } from 'sst'
import { findRow, type TransactItem } from '../aws/dynamo'
import { readRow } from '../aws/rows'
import { type Consumer, Pause } from './pause'

const TableName = () => Resource.PauseTable.name

export async function findPause(consumer: Consumer): Promise<Pause | undefined> {
  const row = await findRow(TableName(), { consumer })
  return row && readRow(Pause, row, { table: TableName(), namedBy: ['consumer'] })
}

/** As part of the transaction that tells of it. */
export const pausing = (pause: Pause): TransactItem => ({ Put: { TableName: TableName(), Item: pause } })
