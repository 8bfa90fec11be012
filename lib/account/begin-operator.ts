import { Resource } from 'sst'
import { transact } from '../aws/dynamo'
import { firstOperator } from './first-operator'
import { accountTables, hadOperator } from './store'

/** Makes the first operator with the password that the stage was given, unless there ever was one. */
export async function beginOperator() {
  if (await hadOperator()) return
  const items = await firstOperator(Resource.OperatorPassword.value, accountTables())
  if (items) await transact(items)
}
