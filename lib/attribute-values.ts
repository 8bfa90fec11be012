import { marshall, type NativeAttributeValue, unmarshall } from '@aws-sdk/util-dynamodb'

type Row = Record<string, NativeAttributeValue>

/** Where a command or its answer holds values of ours. All else is names, expressions and options. */
const rows = new Set([
  'Item',
  'Key',
  'ExpressionAttributeValues',
  'ExclusiveStartKey',
  'Attributes',
  'LastEvaluatedKey',
])
const rowLists = new Set(['Items', 'Keys'])
const parts = new Set(['Put', 'Update', 'Delete', 'ConditionCheck'])

/** A command's input as the API takes it: each value with its type. */
export const withTypes = (input: object) =>
  translated(input, (row) => marshall(row, { removeUndefinedValues: true }))

/** The API's answer as plain values. */
export const withoutTypes = (output: object) => translated(output, (row) => unmarshall(row))

type Translate = (row: Row) => object

function translated(given: object, translate: Translate): object {
  const result: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(given))
    result[name] = value === undefined ? value : partOf(name, value, translate)
  return result
}

function partOf(name: string, value: unknown, translate: Translate): unknown {
  if (rows.has(name)) return translate(value as Row)
  if (rowLists.has(name)) return (value as Row[]).map(translate)
  if (parts.has(name)) return translated(value as object, translate)
  if (name === 'TransactItems') return (value as object[]).map((part) => translated(part, translate))
  if (name === 'RequestItems' || name === 'UnprocessedKeys')
    return byTable(value as Record<string, object>, (keys) => translated(keys, translate))
  if (name === 'Responses') return byTable(value as Record<string, Row[]>, (found) => found.map(translate))
  return value
}

const byTable = <T>(tables: Record<string, T>, translate: (value: T) => unknown) =>
  Object.fromEntries(Object.entries(tables).map(([table, value]) => [table, translate(value)]))
