import {
  ConditionalCheckFailedException,
  DynamoDBServiceException,
  ResourceNotFoundException,
  TransactionCanceledException,
} from '@aws-sdk/client-dynamodb'
import {
  BatchGetCommand,
  DeleteCommand,
  GetCommand,
  PutCommand,
  QueryCommand,
  type QueryCommandInput,
  ScanCommand,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb'
import { marshall } from '@aws-sdk/util-dynamodb'
import type { Table as Description } from '../../../local/topology'
import { applyUpdate, boundOf, compileCondition, type Expressions } from './expressions'

export type Row = Record<string, unknown>

/** The document client's commands, by the name under which the SDK sends them. */
export const documentCommands = {
  BatchGetItemCommand: BatchGetCommand,
  DeleteItemCommand: DeleteCommand,
  GetItemCommand: GetCommand,
  PutItemCommand: PutCommand,
  QueryCommand,
  ScanCommand,
  TransactWriteItemsCommand: TransactWriteCommand,
  UpdateItemCommand: UpdateCommand,
}

/** What JSON has as an object; a Date, a Set or a Buffer is none. */
export const isRow = (value: unknown): value is Row =>
  typeof value === 'object' && value !== null && value.constructor === Object

/** A copy as the document client would store it: undefined members are left out, anything but JSON and sets of texts is refused. */
export function copyOf<T>(value: T): T
export function copyOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter((member) => member !== undefined).map(copyOf)
  if (value instanceof Set && [...value].every((member) => typeof member === 'string')) return new Set(value)
  if (isRow(value)) {
    const copy: Row = {}
    for (const name in value) if (value[name] !== undefined) copy[name] = copyOf(value[name])
    return copy
  }
  if (value === null || ['string', 'number', 'boolean'].includes(typeof value)) return value
  throw new Error(`The table model does not know values such as ${String(value)}`)
}

/** Below zero, zero or above; NaN where DynamoDB does not compare the two. */
export function compare(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : a > b ? 1 : 0
  return Number.NaN
}

const $metadata = { httpStatusCode: 400 }

export const invalid = (message: string) =>
  new DynamoDBServiceException({ $metadata, $fault: 'client', name: 'ValidationException', message })

export type Reads = ReturnType<typeof consistencyOf>

/** What a command may read: only ConsistentRead sees every write before it, and an index never does. */
export function consistencyOf(command: Command) {
  const hasPages = command instanceof QueryCommand
  if (hasPages || command instanceof GetCommand)
    return { mayBeStale: !command.input.ConsistentRead, hasPages }
  const mayBeStale =
    command instanceof BatchGetCommand &&
    Object.values(command.input.RequestItems ?? {}).every(({ ConsistentRead }) => !ConsistentRead)
  return { mayBeStale, hasPages }
}

const types = { S: 'string', N: 'number', B: 'object' }

/** The state that an ordinary read answers with may be as old as this. */
export const longestStalenessMs = 1_500

type Change = { at: number; key: string; before: Row | undefined }

type Table = ReturnType<typeof createTable>

/** The rows of one table by their keys. */
function createTable(description: Description) {
  const rows = new Map<string, Row>()
  const changes: Change[] = []
  const keyNames = namesOf(description)

  function keyOf(row: Row) {
    for (const name of keyNames) requireType(row, name)
    return JSON.stringify(keyNames.map((name) => row[name]))
  }
  function requireType(row: Row, name: string) {
    const type = description.fields[name]
    if (!type || typeof row[name] !== types[type] || row[name] === '')
      throw invalid(`One of the required keys was not given a value: ${name}`)
  }

  return {
    description,
    keyNames,
    keyOf,
    exactKey(key: Row = {}) {
      if (Object.keys(key).length !== keyNames.length)
        throw invalid('The provided key element does not match the schema')
      return keyOf(key)
    },
    find: (key: string) => rows.get(key),
    /** Refuses a row that an index cannot hold. */
    check(row: Row) {
      for (const name of description.indexes.flatMap(namesOf)) if (name in row) requireType(row, name)
    },
    write(key: string, row: Row | undefined) {
      const at = performance.now()
      while (changes[0] && changes[0].at < at - longestStalenessMs) changes.shift()
      changes.push({ at, key, before: rows.get(key) })
      if (row) rows.set(key, row)
      else rows.delete(key)
    },
    /** The rows as they were `ageMs` ago, to be read. */
    asOf(ageMs: number): ReadonlyMap<string, Row> {
      if (ageMs === 0) return rows
      const then = performance.now() - ageMs
      const found = new Map(rows)
      for (const { key, before } of changes.filter(({ at }) => at > then).reverse())
        if (before) found.set(key, before)
        else found.delete(key)
      return found
    },
  }
}

const namesOf = ({ hashKey, rangeKey }: Pick<Description, 'hashKey' | 'rangeKey'>) =>
  rangeKey ? [hashKey, rangeKey] : [hashKey]

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

const nameOf = (command: Command) => command.constructor.name.replace(/^_|\d+$/g, '')

/** Refuses a parameter that the model would silently ignore. */
function requireKnown(command: Command) {
  const name = nameOf(command)
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
function query(
  table: Table,
  input: QueryCommandInput,
  { ageMs, mostRows = Number.POSITIVE_INFINITY }: Reading,
) {
  const bound = boundOf(input)
  const { keys, projected } = indexOf(table, input.IndexName)
  if (input.IndexName && input.ConsistentRead)
    throw invalid('Consistent reads are not supported on global secondary indexes')
  const orderKeys = [...new Set([...keys.slice(1), ...table.keyNames])]
  const direction = input.ScanIndexForward === false ? -1 : 1
  const inOrder = (a: Row, b: Row) =>
    direction * (orderKeys.map((name) => compare(a[name], b[name])).find((order) => order !== 0) ?? 0)
  const matchesKey = compileCondition(input.KeyConditionExpression ?? '')
  const start = input.ExclusiveStartKey
  const read = [...table.asOf(ageMs).values()]
    .filter((row) => keys.every((name) => row[name] !== undefined) && matchesKey(row, bound))
    .sort(inOrder)
    .filter((row) => !start || inOrder(row, start) > 0)
  const limit = Math.min(input.Limit ?? Number.POSITIVE_INFINITY, mostRows)
  const page = read.slice(0, limit)
  const passes = input.FilterExpression ? compileCondition(input.FilterExpression) : () => true
  const last = page.length === limit ? page.at(-1) : undefined
  const Items = page
    .map(projected)
    .filter((row) => passes(row, bound))
    .map((row) => pick(row, input.ProjectionExpression, bound.names))
  return {
    Items: copyOf(Items),
    Count: Items.length,
    ScannedCount: page.length,
    ...(last && { LastEvaluatedKey: only(last, [...keys, ...orderKeys]) }),
  }
}

function indexOf({ description, keyNames }: Table, indexName: string | undefined) {
  if (!indexName) return { keys: keyNames, projected: (row: Row) => row }
  const index = description.indexes.find(({ name }) => name === indexName)
  if (!index) throw invalid(`The table does not have the specified index: ${indexName}`)
  const keys = namesOf(index)
  const { projection } = index
  const names = [...keys, ...keyNames, ...(typeof projection === 'string' ? [] : projection)]
  return { keys, projected: (row: Row) => (projection === 'ALL' ? row : only(row, names)) }
}

const only = (row: Row, names: readonly string[]): Row =>
  Object.fromEntries(Object.entries(row).filter(([name]) => names.includes(name)))

function pick(row: Row, projection: string | undefined, names: Record<string, string>) {
  if (!projection) return row
  if (/[.[]/.test(projection)) throw new Error(`The table model does not project nested paths: ${projection}`)
  return only(
    row,
    projection.split(/\s*,\s*/).map((name) => names[name] ?? name),
  )
}

type Write = Expressions & {
  TableName?: string | undefined
  Item?: Row | undefined
  Key?: Row | undefined
  ReturnValues?: string | undefined
  ReturnValuesOnConditionCheckFailure?: string | undefined
}
type Prepared = ReturnType<typeof prepare>

/** A put of an Item, else an update if there is an expression, else a delete; nothing is written before `commit`. */
function prepare(table: Table, input: Write) {
  const { Item, Key, ConditionExpression, UpdateExpression } = input
  const key = Item ? table.keyOf(Item) : table.exactKey(Key)
  const before = table.find(key)
  const bound = boundOf(input)
  const isRefused = ConditionExpression && !compileCondition(ConditionExpression)(before ?? {}, bound)
  const shown = before && input.ReturnValuesOnConditionCheckFailure === 'ALL_OLD'
  const refusal = isRefused
    ? { Code: 'ConditionalCheckFailed', ...(shown && { Item: marshall(before) }) }
    : undefined
  const updated = UpdateExpression && !refusal && applyUpdate(UpdateExpression, before ?? { ...Key }, bound)
  const after = Item ? copyOf(Item) : updated || undefined
  if (after && table.keyOf(after) !== key) throw invalid('This attribute is part of the key')
  if (after) table.check(after)
  return {
    target: `${table.description.name} ${key}`,
    before,
    after,
    refusal,
    commit: () => table.write(key, after),
  }
}

/** Answers with the row as the write was told to. */
function writeOne(write: Prepared, returned: string | undefined) {
  const { before, after, refusal, commit } = write
  if (refusal) {
    const message = 'The conditional request failed'
    throw new ConditionalCheckFailedException({ $metadata, message, ...refusal })
  }
  commit()
  const row = returned === 'ALL_NEW' ? after : returned === 'ALL_OLD' && before
  return row ? { Attributes: copyOf(row) } : {}
}

const largestTransaction = 100

/** All of the writes or none of them. */
function writeAll(writes: Prepared[]) {
  if (writes.length === 0 || writes.length > largestTransaction)
    throw invalid(`A transaction has 1 to ${largestTransaction} items`)
  if (new Set(writes.map(({ target }) => target)).size < writes.length)
    throw invalid('Transaction request cannot include multiple operations on one item')
  if (writes.some(({ refusal }) => refusal)) {
    const CancellationReasons = writes.map(({ refusal }) => refusal ?? { Code: 'None' })
    throw new TransactionCanceledException({
      $metadata,
      message: 'Transaction cancelled',
      CancellationReasons,
    })
  }
  for (const { commit } of writes) commit()
  return {}
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

  function tableOf(name = ''): Table {
    const table = tables.get(name)
    if (table) return table
    throw new ResourceNotFoundException({ $metadata, message: `Requested resource not found: ${name}` })
  }

  function send(command: Command, reading: Reading): Row {
    requireKnown(command)
    if (command instanceof GetCommand) {
      const table = tableOf(command.input.TableName)
      const row = table.asOf(reading.ageMs).get(table.exactKey(command.input.Key))
      return row ? { Item: copyOf(row) } : {}
    }
    if (
      command instanceof PutCommand ||
      command instanceof DeleteCommand ||
      command instanceof UpdateCommand
    ) {
      const { TableName, ReturnValues } = command.input
      return writeOne(prepare(tableOf(TableName), command.input), ReturnValues)
    }
    if (command instanceof TransactWriteCommand)
      return writeAll((command.input.TransactItems ?? []).map(prepareItem))
    if (command instanceof QueryCommand)
      return query(tableOf(command.input.TableName), command.input, reading)
    if (command instanceof BatchGetCommand) return batchGet(command.input, reading)
    if (command instanceof ScanCommand)
      return { Items: copyOf([...tableOf(command.input.TableName).asOf(0).values()]) }
    throw new Error(`The table model does not know ${nameOf(command)}`)
  }

  function prepareItem({
    Put,
    Update,
    ...other
  }: NonNullable<TransactWriteCommand['input']['TransactItems']>[number]) {
    const write = Put ?? Update
    if (!write) throw new Error(`The table model does not know ${Object.keys(other)} in a transaction`)
    return prepare(tableOf(write.TableName), write)
  }

  function batchGet({ RequestItems = {} }: BatchGetCommand['input'], { ageMs }: Reading) {
    const Responses: Record<string, Row[]> = {}
    for (const [name, { Keys = [] }] of Object.entries(RequestItems)) {
      const table = tableOf(name)
      const keys = Keys.map((key) => table.exactKey(key))
      if (keys.length === 0 || keys.length > 100 || new Set(keys).size < keys.length)
        throw invalid('BatchGetItem takes 1 to 100 different keys')
      const rows = table.asOf(ageMs)
      Responses[name] = keys
        .map((key) => rows.get(key))
        .filter(isRow)
        .map(copyOf<Row>)
    }
    return { Responses, UnprocessedKeys: {} }
  }

  return {
    send: async (command: Command, reading: Reading = { ageMs: 0 }): Promise<Row> => send(command, reading),
  }
}
