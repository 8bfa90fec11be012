import { DeleteCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { Resource } from 'sst'
import { findRow, unlessRefused } from '../aws/dynamo'
import { readRow } from '../aws/rows'
import { handleOfPasskey, Passkey } from './passkey'

const TableName = () => Resource.SignInTable.name

export async function findPasskey(credentialId: string) {
  const row = await findRow(TableName(), { handle: handleOfPasskey(credentialId) })
  return row && readRow(Passkey, row, { table: TableName(), namedBy: [] })
}

/** False where a credential of this id is there, whoever has it. */
export async function addPasskey(passkey: Passkey) {
  const added = await unlessRefused(
    new PutCommand({
      TableName: TableName(),
      Item: passkey,
      ConditionExpression: 'attribute_not_exists(handle)',
    }),
  )
  return 'done' in added
}

/** Notes a use. False where the passkey was removed, or used by another, since it was read. */
export async function notePasskeyUse(
  { handle, counter: before }: Passkey,
  counter: number,
  now = new Date(),
) {
  const noted = await unlessRefused(
    new UpdateCommand({
      TableName: TableName(),
      Key: { handle },
      UpdateExpression: 'SET #counter = :after, usedAt = :now',
      ConditionExpression: '#counter = :before',
      ExpressionAttributeNames: { '#counter': 'counter' },
      ExpressionAttributeValues: { ':after': counter, ':before': before, ':now': now.toISOString() },
    }),
  )
  return 'done' in noted
}

/** False where the account has no such passkey. */
export async function removePasskey(userName: string, credentialId: string) {
  const removed = await unlessRefused(
    new DeleteCommand({
      TableName: TableName(),
      Key: { handle: handleOfPasskey(credentialId) },
      ConditionExpression: 'userName = :userName',
      ExpressionAttributeValues: { ':userName': userName },
    }),
  )
  return 'done' in removed
}
