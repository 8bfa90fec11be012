import { DeleteCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { Resource } from 'sst'
import { findRow, scanPages, unlessRefused, write } from '../aws/dynamo'
import { readRow, readRows } from '../aws/rows'
import { claimedForMs, Watch } from './watch'

const TableName = () => Resource.WatchTable.name
const place = () => ({ table: TableName(), namedBy: ['productId'] })

type Key = Pick<Watch, 'productId' | 'userName'>

/** In place of one that is there, also where a run is about to tell of that. */
export const saveWatch = (watch: Watch) => write(new PutCommand({ TableName: TableName(), Item: watch }))

export async function findWatch({ productId, userName }: Key) {
  const row = await findRow(TableName(), { productId, userName })
  return row && readRow(Watch, row, place())
}

/** As many products as one request finds. */
const pageSize = 100

/** Every watch, page by page. */
export async function* watchPages(): AsyncGenerator<Watch[]> {
  for await (const rows of scanPages({ TableName: TableName(), Limit: pageSize }))
    yield readRows(Watch, rows, place())
}

/** The watch that was read, not one that has followed it. */
const asRead = ({ productId, userName, expiresAt }: Watch) => ({
  TableName: TableName(),
  Key: { productId, userName },
  ConditionExpression: 'expiresAt = :expiresAt',
  ExpressionAttributeValues: { ':expiresAt': expiresAt },
})

/** Whether this run may tell of a watch: of two at once one may, and another once that has died on it. */
export async function claimWatch(watch: Watch, now = Date.now()): Promise<boolean> {
  const { ConditionExpression, ExpressionAttributeValues, ...row } = asRead(watch)
  const claimed = await unlessRefused(
    new UpdateCommand({
      ...row,
      UpdateExpression: 'SET claimedUntil = :until',
      ConditionExpression: `${ConditionExpression} AND (attribute_not_exists(claimedUntil) OR claimedUntil <= :now)`,
      ExpressionAttributeValues: { ...ExpressionAttributeValues, ':until': now + claimedForMs, ':now': now },
    }),
  )
  return 'done' in claimed
}

/** There is nobody to tell any more. */
export const endWatch = (watch: Watch) => unlessRefused(new DeleteCommand(asRead(watch)))
