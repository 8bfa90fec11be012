import { UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { Resource } from 'sst'
import { unlessRefused } from '../aws/dynamo'

type Counted = { key: string; most: number; expiresAt: number }

/** Counts one more in one write; false, and nothing counted, where there are `most` already. */
export async function countOne({ key, most, expiresAt }: Counted): Promise<boolean> {
  const counted = await unlessRefused(
    new UpdateCommand({
      TableName: Resource.LimitTable.name,
      Key: { key },
      UpdateExpression: 'SET expiresAt = :expiresAt ADD n :one',
      ConditionExpression: 'attribute_not_exists(n) OR n < :most',
      ExpressionAttributeValues: { ':expiresAt': expiresAt, ':one': 1, ':most': most },
    }),
  )
  return 'done' in counted
}
