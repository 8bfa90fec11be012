import { PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { Resource } from 'sst'
import { queryPages, type TransactItem, write } from '../aws/dynamo'
import { readRows } from '../aws/rows'
import { AuditEntry } from './audit'

const TableName = () => Resource.AuditTable.name

const newEntry = (entry: AuditEntry) => ({
  TableName: TableName(),
  Item: entry,
  ConditionExpression: 'attribute_not_exists(#at)',
  ExpressionAttributeNames: { '#at': 'at' },
})

/** As part of the transaction that does what it tells of. */
export const auditing = (entry: AuditEntry): TransactItem => ({ Put: newEntry(entry) })

/** Before what it tells of, where that is no write of a table. */
export const putEntry = (entry: AuditEntry) => write(new PutCommand(newEntry(entry)))

type Key = Pick<AuditEntry, 'day' | 'at'>

const completion = ({ day, at }: Key, after: string) => ({
  TableName: TableName(),
  Key: { day, at },
  UpdateExpression: 'SET #after = :after',
  ConditionExpression: 'attribute_exists(#at) AND attribute_not_exists(#after)',
  ExpressionAttributeNames: { '#at': 'at', '#after': 'after' },
  ExpressionAttributeValues: { ':after': after },
})

/** Says what came of it, once. */
export const completeEntry = (entry: Key, after: string) => write(new UpdateCommand(completion(entry, after)))

/** The same as part of the transaction by which it ends. */
export const completing = (entry: Key, after: string): TransactItem => ({ Update: completion(entry, after) })

/** The entries of a day, newest first, page by page. */
export async function* entriesOf(day: string): AsyncGenerator<AuditEntry[]> {
  const pages = queryPages({
    TableName: TableName(),
    KeyConditionExpression: '#day = :day',
    ExpressionAttributeNames: { '#day': 'day' },
    ExpressionAttributeValues: { ':day': day },
    ScanIndexForward: false,
    ConsistentRead: true,
  })
  for await (const rows of pages)
    yield readRows(AuditEntry, rows, { table: TableName(), namedBy: ['day', 'at'] })
}
