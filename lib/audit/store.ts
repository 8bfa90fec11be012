import { Resource } from 'sst'
import type { TransactItem } from '../aws/dynamo'
import type { AuditEntry } from './audit'

/** As part of the transaction that does what it tells of. */
export const auditing = (entry: AuditEntry): TransactItem => ({
  Put: {
    TableName: Resource.AuditTable.name,
    Item: entry,
    ConditionExpression: 'attribute_not_exists(#at)',
    ExpressionAttributeNames: { '#at': 'at' },
  },
})
