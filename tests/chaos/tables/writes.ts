import type { DeleteCommandInput, PutCommandInput, UpdateCommandInput } from '@aws-sdk/lib-dynamodb'
import { invalid, type Reason, transactionCanceled } from './errors'
import { boundOf, type Expressions, refusalOf } from './expressions'
import type { Row } from './row'
import type { Table } from './table'
import { applyUpdate } from './update'

type Write = { table: Table; key: string; before: Row | undefined; refusal: ReturnType<typeof refusalOf> }
export type Prepared = Write & { commit(): Row | undefined }

export function preparePut(table: Table, input: Omit<PutCommandInput, 'TableName'>): Prepared {
  const item: Row = input.Item ?? {}
  const checked = check(table, table.keyOf(item), input)
  return { ...checked, commit: () => void table.put(item) }
}

export function prepareDelete(table: Table, input: Omit<DeleteCommandInput, 'TableName'>): Prepared {
  const checked = check(table, table.exactKey(input.Key ?? {}), input)
  return { ...checked, commit: () => void table.delete(checked.key) }
}

export function prepareUpdate(table: Table, input: Omit<UpdateCommandInput, 'TableName'>): Prepared {
  const checked = check(table, table.exactKey(input.Key ?? {}), input)
  const after =
    checked.refusal || !input.UpdateExpression
      ? undefined
      : applyUpdate(input.UpdateExpression, checked.before ?? { ...input.Key }, boundOf(input))
  if (after && table.keyOf(after) !== checked.key) throw invalid('This attribute is part of the key')
  if (after) table.checked(after)
  return {
    ...checked,
    commit() {
      const row = after ?? checked.before ?? { ...input.Key }
      table.put(row)
      return row
    },
  }
}

export function prepareCheck(table: Table, input: Expressions & { Key?: Row | undefined }): Prepared {
  const checked = check(table, table.exactKey(input.Key ?? {}), input)
  return { ...checked, commit: () => undefined }
}

function check(table: Table, key: string, input: Expressions): Write {
  const before = table.find(key)
  return { table, key, before, refusal: refusalOf(input, before, boundOf(input)) }
}

const largestTransaction = 100

/** All of the writes or none of them. */
export function writeAll(writes: Prepared[]) {
  if (writes.length === 0 || writes.length > largestTransaction)
    throw invalid(`A transaction has 1 to ${largestTransaction} items`)
  const targets = new Set(writes.map(({ table, key }) => `${table.description.name} ${key}`))
  if (targets.size < writes.length)
    throw invalid('Transaction request cannot include multiple operations on one item')
  if (writes.some(({ refusal }) => refusal)) {
    const reasons = writes.map(
      ({ refusal }): Reason =>
        refusal ? { code: 'ConditionalCheckFailed', row: refusal.shown } : { code: 'None' },
    )
    throw transactionCanceled(reasons)
  }
  for (const write of writes) write.commit()
}
