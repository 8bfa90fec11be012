import {
  ConditionalCheckFailedException,
  DynamoDBServiceException,
  ResourceNotFoundException,
  TransactionCanceledException,
} from '@aws-sdk/client-dynamodb'
import {
  BatchGetCommand,
  DeleteCommand,
  type DeleteCommandInput,
  GetCommand,
  PutCommand,
  type PutCommandInput,
  QueryCommand,
  type QueryCommandInput,
  ScanCommand,
  TransactWriteCommand,
  UpdateCommand,
  type UpdateCommandInput,
} from '@aws-sdk/lib-dynamodb'
import { marshall } from '@aws-sdk/util-dynamodb'
import type { Table as Description } from '../../../local/topology'
import {
  applyUpdate,
  boundOf,
  compileCondition,
  type Expressions,
  parsePath,
  refusalOf,
  tokensOf,
} from './expressions'

export type Row = Record<string, unknown>

/** What JSON has as an object; a Date, a Set or a Buffer is none. */
export const isRow = (value: unknown): value is Row =>
  typeof value === 'object' && value !== null && value.constructor === Object

/** A copy as the document client would store it: undefined members are left out, anything not JSON is refused. */
export function copyOf<T>(value: T): T
export function copyOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter((member) => member !== undefined).map(copyOf)
  if (isRow(value)) {
    const copy: Row = {}
    for (const name in value) if (value[name] !== undefined) copy[name] = copyOf(value[name])
    return copy
  }
  if (value === null || ['string', 'number', 'boolean'].includes(typeof value)) return value
  throw new Error(`The table model does not know values such as ${String(value)}`)
}

export function isEqual(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((member, index) => isEqual(member, b[index]))
  if (isRow(a) && isRow(b)) {
    const names = Object.keys(a)
    return names.length === Object.keys(b).length && names.every((name) => isEqual(a[name], b[name]))
  }
  return a === b
}

/** Below zero, zero or above; NaN where DynamoDB does not compare the two. */
export function compare(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : a > b ? 1 : 0
  return Number.NaN
}

const $metadata = { httpStatusCode: 400 }
const marshalled = (row: Row | undefined) => (row ? { Item: marshall(row) } : {})

export const conditionFailed = (row: Row | undefined) =>
  new ConditionalCheckFailedException({
    $metadata,
    message: 'The conditional request failed',
    ...marshalled(row),
  })

export const tableNotFound = (name: string) =>
  new ResourceNotFoundException({ $metadata, message: `Requested resource not found: ${name}` })

export const invalid = (message: string) =>
  new DynamoDBServiceException({ $metadata, $fault: 'client', name: 'ValidationException', message })

export type Reason = { code: string; row?: Row | undefined }

export const transactionCanceled = (reasons: Reason[]) =>
  new TransactionCanceledException({
    $metadata,
    message: `Transaction cancelled, please refer cancellation reasons for specific reasons [${reasons
      .map(({ code }) => code)
      .join(', ')}]`,
    CancellationReasons: reasons.map(({ code, row }) => ({ Code: code, ...marshalled(row) })),
  })

export type Reads = { mayBeStale: boolean; hasPages: boolean }

/** What a command may read: only ConsistentRead sees every write before it, and an index never does. */
export function consistencyOf(command: Command): Reads {
  const hasPages = command instanceof QueryCommand
  if (hasPages || command instanceof GetCommand)
    return { mayBeStale: !command.input.ConsistentRead, hasPages }
  const mayBeStale =
    command instanceof BatchGetCommand &&
    Object.values(command.input.RequestItems ?? {}).every(({ ConsistentRead }) => !ConsistentRead)
  return { mayBeStale, hasPages }
}

const types = { S: 'string', N: 'number', B: 'object' }
const typeName = (value: unknown): string => typeof value

/** The state that an ordinary read answers with may be as old as this. */
export const longestStalenessMs = 1_500

type Change = { at: number; key: string; before: Row | undefined }

export type Table = ReturnType<typeof createTable>

/** The rows of one table by their keys. */
export function createTable(description: Description) {
  const rows = new Map<string, Row>()
  const changes: Change[] = []
  const keyNames = [description.hashKey, ...(description.rangeKey ? [description.rangeKey] : [])]

  function keyOf(row: Row) {
    for (const name of keyNames) requireType(row, name)
    return JSON.stringify(keyNames.map((name) => row[name]))
  }
  function requireType(row: Row, name: string) {
    const type = description.fields[name]
    if (!type || typeName(row[name]) !== types[type] || row[name] === '')
      throw invalid(`One of the required keys was not given a value: ${name}`)
  }
  function exactKey(key: Row) {
    if (Object.keys(key).length !== keyNames.length)
      throw invalid('The provided key element does not match the schema')
    return keyOf(key)
  }
  function checked(row: Row) {
    for (const index of description.indexes)
      for (const name of [index.hashKey, ...(index.rangeKey ? [index.rangeKey] : [])])
        if (row[name] !== undefined) requireType(row, name)
    return row
  }

  function change(key: string, row: Row | undefined) {
    const at = performance.now()
    while (changes[0] && changes[0].at < at - longestStalenessMs) changes.shift()
    changes.push({ at, key, before: rows.get(key) })
    if (row) rows.set(key, row)
    else rows.delete(key)
  }
  /** The rows as they were `ageMs` ago, to be read. */
  function asOf(ageMs: number) {
    const then = performance.now() - ageMs
    const found = ageMs > 0 ? new Map(rows) : rows
    for (const { key, before } of ageMs > 0 ? changes.filter(({ at }) => at > then).reverse() : [])
      if (before) found.set(key, before)
      else found.delete(key)
    return {
      description,
      keyNames,
      exactKey,
      find: (key: string) => found.get(key),
      all: () => [...found.values()],
    }
  }

  return {
    asOf,
    description,
    keyNames,
    keyOf,
    exactKey,
    find: (key: string) => rows.get(key),
    put: (row: Row) => change(keyOf(row), checked(copyOf(row))),
    delete: (key: string) => change(key, undefined),
    all: () => [...rows.values()],
    checked,
  }
}

const expressions = ['ExpressionAttributeNames', 'ExpressionAttributeValues']
const write = [
  'TableName',
  ...expressions,
  'ConditionExpression',
  'ReturnValues',
  'ReturnValuesOnConditionCheckFailure',
]
const answers = new Set(['ALL_NEW', 'ALL_OLD', 'NONE'])

const parameters: Record<string, string[]> = {
  GetCommand: ['TableName', 'Key', 'ConsistentRead'],
  PutCommand: [...write, 'Item'],
  DeleteCommand: [...write, 'Key'],
  UpdateCommand: [...write, 'Key', 'UpdateExpression'],
  QueryCommand: [
    'TableName',
    'IndexName',
    ...expressions,
    'KeyConditionExpression',
    'FilterExpression',
    'ProjectionExpression',
    'ScanIndexForward',
    'Limit',
    'ConsistentRead',
    'ExclusiveStartKey',
  ],
  ScanCommand: ['TableName', 'ConsistentRead'],
  BatchGetCommand: ['RequestItems'],
  TransactWriteCommand: ['TransactItems'],
}

/** Refuses a parameter that the model would silently ignore. */
export function known(command: Command) {
  const name = command.constructor.name.replace(/^_|\d+$/g, '')
  const allowed = parameters[name]
  if (!allowed) throw new Error(`The table model does not know ${name}`)
  for (const [parameter, value] of Object.entries(command.input)) {
    if (value !== undefined && !allowed.includes(parameter))
      throw new Error(`The table model does not know ${name}.${parameter}`)
    if (parameter === 'ReturnValues' && value !== undefined && !answers.has(String(value)))
      throw new Error(`The table model does not know ReturnValues ${String(value)}`)
  }
}

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

export type Command = { input: object }
/** How old the state is that is read, and how many rows a page holds at most. */
export type Reading = { ageMs: number; mostRows?: number }

/**
 * DynamoDB as far as Swoon uses it, in memory, in the document client's own values: the same answers, and the SDK's
 * own exceptions. What it does not know it refuses. memory.test.ts compares it with a real DynamoDB.
 */
export function memoryTables(descriptions: readonly Description[]) {
  const tables = new Map(descriptions.map((description) => [description.name, createTable(description)]))

  function tableOf(name: string | undefined): Table {
    const table = tables.get(name ?? '')
    if (!table) throw tableNotFound(name ?? '')
    return table
  }

  function send(command: Command, { ageMs, mostRows }: Reading): Row {
    known(command)
    if (command instanceof GetCommand) {
      const table = tableOf(command.input.TableName).asOf(ageMs)
      const row = table.find(table.exactKey(command.input.Key ?? {}))
      return row ? { Item: copyOf(row) } : {}
    }
    if (command instanceof PutCommand) {
      commit(preparePut(tableOf(command.input.TableName), command.input))
      return {}
    }
    if (command instanceof DeleteCommand) {
      const deleting = prepareDelete(tableOf(command.input.TableName), command.input)
      commit(deleting)
      const { before } = deleting
      return command.input.ReturnValues === 'ALL_OLD' && before ? { Attributes: copyOf(before) } : {}
    }
    if (command instanceof UpdateCommand) {
      const row = commit(prepareUpdate(tableOf(command.input.TableName), command.input))
      return command.input.ReturnValues === 'ALL_NEW' ? { Attributes: copyOf(row) } : {}
    }
    if (command instanceof QueryCommand)
      return query(tableOf(command.input.TableName).asOf(ageMs), command.input, mostRows)
    if (command instanceof ScanCommand) return { Items: copyOf(tableOf(command.input.TableName).all()) }
    if (command instanceof BatchGetCommand) return batchGet(command.input, ageMs)
    if (command instanceof TransactWriteCommand) {
      writeAll((command.input.TransactItems ?? []).map(prepare))
      return {}
    }
    throw new Error(`The table model does not know ${command.constructor.name}`)
  }

  function commit(prepared: Prepared) {
    if (prepared.refusal) throw prepared.refusal.error
    return prepared.commit()
  }

  function prepare(item: NonNullable<TransactWriteCommand['input']['TransactItems']>[number]): Prepared {
    if (item.Put) return preparePut(tableOf(item.Put.TableName), item.Put)
    if (item.Update) return prepareUpdate(tableOf(item.Update.TableName), item.Update)
    if (item.Delete) return prepareDelete(tableOf(item.Delete.TableName), item.Delete)
    if (item.ConditionCheck) return prepareCheck(tableOf(item.ConditionCheck.TableName), item.ConditionCheck)
    throw invalid('TransactItems can only contain one of Check, Put, Update or Delete')
  }

  function batchGet({ RequestItems = {} }: BatchGetCommand['input'], ageMs: number) {
    const Responses: Record<string, Row[]> = {}
    for (const [name, { Keys = [] }] of Object.entries(RequestItems)) {
      const table = tableOf(name).asOf(ageMs)
      const keys = Keys.map((key) => table.exactKey(key))
      if (keys.length === 0 || keys.length > 100 || new Set(keys).size < keys.length)
        throw invalid('BatchGetItem takes 1 to 100 different keys')
      Responses[name] = keys.flatMap((key): Row[] => {
        const row = table.find(key)
        return row ? [copyOf(row)] : []
      })
    }
    return { Responses, UnprocessedKeys: {} }
  }

  return {
    send: async (command: Command, reading: Reading = { ageMs: 0 }): Promise<Row> => send(command, reading),
  }
}
