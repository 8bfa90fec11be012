import { PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { Resource } from 'sst'
import { unlessRefused, write } from '../aws/dynamo'
import { readRow, readRows } from '../aws/rows'
import { Kept } from './kept'
import { findKind, pagesOfKind, putting } from './store'

const place = () => ({ table: Resource.DeadLetterTable.name, namedBy: ['kind', 'id'] })

/** Again where it was put back since; else what is kept under its id already stays. */
export const saveKept = (kept: Kept) =>
  unlessRefused(
    new PutCommand(putting('kept', kept, 'attribute_not_exists(id) OR attribute_exists(putBackAt)')),
  )

/** An edited copy, which its operator may edit once more. */
export const saveEdit = (kept: Kept) =>
  write(new PutCommand({ ...putting('kept', kept), ConditionExpression: undefined }))

export async function findKept(id: string) {
  const row = await findKind('kept', id)
  return row && readRow(Kept, row, place())
}

const mostListed = 1_000

/** What was discarded, the newest first. */
export async function listDiscarded(): Promise<Kept[]> {
  const found: Kept[] = []
  for await (const rows of pagesOfKind('kept')) {
    found.push(...readRows(Kept, rows, place()).filter(({ edited }) => edited === undefined))
    if (found.length >= mostListed) break
  }
  return found.sort((a, b) => b.at.localeCompare(a.at))
}

/** Says that it is in its queue again, once. */
export const markPutBack = (id: string, putBackAt: string) =>
  unlessRefused(
    new UpdateCommand({
      TableName: Resource.DeadLetterTable.name,
      Key: { kind: 'kept', id },
      UpdateExpression: 'SET putBackAt = :at',
      ConditionExpression: 'attribute_exists(id) AND attribute_not_exists(putBackAt)',
      ExpressionAttributeValues: { ':at': putBackAt },
    }),
  )
