import type { QueryCommandInput } from '@aws-sdk/lib-dynamodb'
import { compileCondition } from './condition'
import { invalid } from './errors'
import { boundOf } from './expressions'
import { parsePath } from './operand'
import { compare, copyOf, type Row } from './row'
import type { Table } from './table'
import { tokensOf } from './tokens'

/** One page of a table or index, of `mostRows` at most, as one that would be larger than 1 MB. */
export function query(
  table: Pick<Table, 'description' | 'keyNames' | 'all'>,
  input: QueryCommandInput,
  mostRows = Number.POSITIVE_INFINITY,
) {
  const bound = boundOf(input)
  const { hashKey, rangeKey, projected } = keysOf(table, input.IndexName)
  if (input.IndexName && input.ConsistentRead)
    throw invalid('Consistent reads are not supported on global secondary indexes')
  const orderKeys = [...new Set([...(rangeKey ? [rangeKey] : []), ...table.keyNames])]
  const direction = input.ScanIndexForward === false ? -1 : 1
  const inOrder = (a: Row, b: Row) =>
    direction * (orderKeys.map((name) => compare(a[name], b[name])).find((order) => order !== 0) ?? 0)
  const matchesKey = compileCondition(input.KeyConditionExpression ?? '')
  const start = input.ExclusiveStartKey
  const read = table
    .all()
    .filter((row) => row[hashKey] !== undefined && (!rangeKey || row[rangeKey] !== undefined))
    .filter((row) => matchesKey(row, bound))
    .sort(inOrder)
    .filter((row) => !start || inOrder(row, start) > 0)
  const limit = Math.min(input.Limit ?? Number.POSITIVE_INFINITY, mostRows)
  const page = read.slice(0, limit)
  const passes = input.FilterExpression ? compileCondition(input.FilterExpression) : () => true
  const last = page.length === limit ? page.at(-1) : undefined
  const Items = page
    .map(projected)
    .filter((row) => passes(row, bound))
    .map((row) => pick(row, input.ProjectionExpression, bound))
  const keyNames = new Set([hashKey, ...orderKeys])
  return {
    Items: copyOf(Items),
    Count: Items.length,
    ScannedCount: page.length,
    ...(last && { LastEvaluatedKey: only(last, keyNames) }),
  }
}

function keysOf(
  { description, keyNames }: Pick<Table, 'description' | 'keyNames'>,
  indexName: string | undefined,
) {
  if (!indexName) return { ...description, projected: (row: Row) => row }
  const index = description.indexes.find(({ name }) => name === indexName)
  if (!index) throw invalid(`The table does not have the specified index: ${indexName}`)
  const { hashKey, rangeKey, projection } = index
  const names = new Set([hashKey, ...(rangeKey ? [rangeKey] : []), ...keyNames])
  if (typeof projection !== 'string') for (const name of projection) names.add(name)
  return { hashKey, rangeKey, projected: (row: Row) => (projection === 'ALL' ? row : only(row, names)) }
}

const only = (row: Row, names: ReadonlySet<string>): Row =>
  Object.fromEntries(Object.entries(row).filter(([name]) => names.has(name)))

function pick(row: Row, projection: string | undefined, bound: Parameters<ReturnType<typeof parsePath>>[0]) {
  if (!projection) return row
  const tokens = tokensOf(projection)
  const names = new Set<string>()
  do {
    const path = parsePath(tokens)(bound)
    if (path.length !== 1) throw new Error(`The table model does not project nested paths: ${projection}`)
    names.add(String(path[0]))
  } while (tokens.takeIf(','))
  return only(row, names)
}
