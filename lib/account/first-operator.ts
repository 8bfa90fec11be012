import type { TransactItem } from '../aws/dynamo'
import { type Account, operatorsName } from './account'
import { handleOfEmail } from './handle'
import { hashPassword } from './password-hash'
import { newUserName } from './user-name'

/** What the first operator signs in as; no e-mail address. */
export const operatorEmail = 'operator'

type Tables = { accounts: string; signIns: string }

/**
 * What makes the first operator, once for all: the list of operators stays when one of them goes. Undefined where too many
 * passwords are being hashed.
 */
export async function firstOperator(password: string, tables: Tables): Promise<TransactItem[] | undefined> {
  const userName = newUserName()
  const passwordHash = await hashPassword(password)
  if (!passwordHash) return undefined
  const account: Account = {
    userName,
    role: 'operator',
    email: operatorEmail,
    createdAt: new Date().toISOString(),
    sessions: {},
  }
  const absent = (key: string) => ({ ConditionExpression: `attribute_not_exists(${key})` })
  return [
    {
      Put: {
        TableName: tables.accounts,
        Item: { userName: operatorsName, members: new Set([userName]) },
        ...absent('userName'),
      },
    },
    { Put: { TableName: tables.accounts, Item: account, ...absent('userName') } },
    {
      Put: {
        TableName: tables.signIns,
        Item: { handle: handleOfEmail(operatorEmail), userName, passwordHash },
        ...absent('handle'),
      },
    },
  ]
}
