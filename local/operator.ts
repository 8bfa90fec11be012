import { DynamoDB, type DynamoDBClientConfig, TransactionCanceledException } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocument } from '@aws-sdk/lib-dynamodb'
import { operatorsName } from '../lib/account/account.ts'
import { firstOperator } from '../lib/account/first-operator.ts'

/** Makes the first operator of tables that are where `config` says; false where there was one before. */
export async function addFirstOperator(config: DynamoDBClientConfig, password: string): Promise<boolean> {
  const dynamo = DynamoDBDocument.from(new DynamoDB(config))
  const tables = { accounts: 'AccountTable', signIns: 'SignInTable' }
  try {
    const operators = { TableName: tables.accounts, Key: { userName: operatorsName }, ConsistentRead: true }
    if ((await dynamo.get(operators)).Item) return false
    await dynamo.transactWrite({ TransactItems: await firstOperator(password, tables) })
    return true
  } catch (error) {
    if (error instanceof TransactionCanceledException) return false
    throw error
  } finally {
    dynamo.destroy()
  }
}
