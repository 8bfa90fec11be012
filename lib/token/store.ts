import { DeleteCommand, PutCommand } from '@aws-sdk/lib-dynamodb'
import { Resource } from 'sst'
import { findRow, type TransactItem, unlessRefused, write } from '../aws/dynamo'
import { readRow } from '../aws/rows'
import { Token } from './token'

const TableName = () => Resource.TokenTable.name

const readToken = (row: unknown) => readRow(Token, row, { table: TableName(), namedBy: ['purpose'] })

export const saveToken = (token: Token) => write(new PutCommand({ TableName: TableName(), Item: token }))

/** The same as part of a transaction. */
export const savingToken = (token: Token): TransactItem => ({ Put: { TableName: TableName(), Item: token } })

type Held = Pick<Token, 'tokenHash' | 'purpose'>

/** Refused where it is not there, is of another purpose, or has expired. */
const deletion = ({ tokenHash, purpose }: Held) => ({
  TableName: TableName(),
  Key: { tokenHash },
  ConditionExpression: 'purpose = :purpose AND expiresAt > :now',
  ExpressionAttributeValues: { ':purpose': purpose, ':now': Math.floor(Date.now() / 1000) },
})

/** Takes a token away; undefined for all but the first who asks. */
export async function takeToken(held: Held) {
  const taken = await unlessRefused(new DeleteCommand({ ...deletion(held), ReturnValues: 'ALL_OLD' }))
  return 'done' in taken ? readToken(taken.done.Attributes) : undefined
}

/** The same as part of a transaction. */
export const takingToken = (held: Held): TransactItem => ({ Delete: deletion(held) })

/** A token that can still be used, which looking at it does not change. */
export async function findToken({ tokenHash, purpose }: Held) {
  const row = await findRow(TableName(), { tokenHash })
  const token = row && readToken(row)
  const isValid = token?.purpose === purpose && token.expiresAt > Math.floor(Date.now() / 1000)
  return isValid ? token : undefined
}
