import { setTimeout as wait } from 'node:timers/promises'
import {
  ConditionalCheckFailedException,
  DynamoDBClient,
  TransactionCanceledException,
  TransactionConflictException,
} from '@aws-sdk/client-dynamodb'
import {
  BatchGetCommand,
  type DeleteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  type PutCommand,
  QueryCommand,
  type QueryCommandInput,
  type QueryCommandOutput,
  ScanCommand,
  type ScanCommandInput,
  TransactWriteCommand,
  type TransactWriteCommandInput,
  type UpdateCommand,
} from '@aws-sdk/lib-dynamodb'
import { unmarshall } from '@aws-sdk/util-dynamodb'
import { OutOfTime, type TimeLeft } from '../time-left'
import { batchesOf } from './batches'
import { clientConfig } from './client-config'

export const dynamo = DynamoDBDocumentClient.from(new DynamoDBClient(clientConfig), {
  marshallOptions: { removeUndefinedValues: true },
  // A number that no double holds must not cost the page of rows it stands in.
  unmarshallOptions: { wrapNumbers: Number },
})

export type TransactItem = NonNullable<TransactWriteCommandInput['TransactItems']>[number]

/** The row of a key as it is now; without `consistent`, at half of the price, as it was a moment ago. */
export const findRow = async (
  TableName: string,
  Key: Record<string, string>,
  { consistent = true }: { consistent?: boolean } = {},
) => (await dynamo.send(new GetCommand({ TableName, Key, ConsistentRead: consistent }))).Item

const batchSize = 100 // https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html

type FindOptions = {
  consistent?: boolean
  /** A ProjectionExpression: of each row these alone. */
  columns?: string | undefined
}

/** The rows that there are of these keys, each named once, in no order. */
export async function findRows(
  TableName: string,
  keys: readonly Record<string, string>[],
  options: FindOptions = {},
): Promise<Record<string, unknown>[]> {
  const batches = batchesOf(keys, batchSize)
  return (await Promise.all(batches.map((batch) => findBatch(TableName, batch, options)))).flat()
}

async function findBatch(
  TableName: string,
  keys: Record<string, string>[],
  { consistent = false, columns }: FindOptions,
) {
  const rows: Record<string, unknown>[] = []
  const how = { ConsistentRead: consistent, ...(columns && { ProjectionExpression: columns }) }
  let Keys: Record<string, unknown>[] = keys
  while (Keys.length > 0) {
    const { Responses, UnprocessedKeys } = await dynamo.send(
      new BatchGetCommand({ RequestItems: { [TableName]: { Keys, ...how } } }),
    )
    rows.push(...(Responses?.[TableName] ?? []))
    Keys = UnprocessedKeys?.[TableName]?.Keys ?? []
  }
  return rows
}

export type Dates = {
  /** An orderDate: only what is older. */
  before?: string | undefined
  /** An orderDate: only what is newer, and of that the oldest. Without effect beside `before`. */
  after?: string | undefined
  /** An orderDate: only what is as old or newer. Without effect beside the others. */
  since?: string | undefined
}

const boundOf = ({ before, after, since }: Dates) =>
  (before && (['<', before] as const)) ||
  (after && (['>', after] as const)) ||
  (since && (['>=', since] as const)) ||
  undefined

/** Those of one key's rows that `read` takes, newest orderDate first: `limit` of them where there are as many. */
export async function newest<Read>(
  from: Pick<QueryCommandInput, 'TableName' | 'IndexName'>,
  [hashKey, value]: [name: string, value: string],
  { limit, ...dates }: Dates & { limit: number },
  read: (rows: unknown[]) => Read[],
): Promise<Read[]> {
  const [comparison, bound] = boundOf(dates) ?? []
  const condition = comparison ? ` AND orderDate ${comparison} :bound` : ''
  const isAscending = comparison === '>'
  const pages = queryPages({
    ...from,
    KeyConditionExpression: `${hashKey} = :value${condition}`,
    ExpressionAttributeValues: { ':value': value, ...(bound && { ':bound': bound }) },
    ScanIndexForward: isAscending,
    Limit: limit,
  })
  const found: Read[] = []
  for await (const rows of pages) {
    found.push(...read(rows))
    if (found.length >= limit) break
  }
  const page = found.slice(0, limit)
  return isAscending ? page.reverse() : page
}

type Pages = Pick<QueryCommandInput, 'ExclusiveStartKey'>

/** What a query finds, page by page; a reader that stops early asks for no further page. */
export const queryPages = (query: QueryCommandInput) =>
  pagesOf((from) => dynamo.send(new QueryCommand({ ...query, ...from })))

/**
 * All that an index or a table holds, page by page. Of tables only for the upkeep of one whose rows come and go: nothing that a
 * shopper asks for reads other rows than by their keys.
 */
export const scanPages = (scan: ScanCommandInput) =>
  pagesOf((from) => dynamo.send(new ScanCommand({ ...scan, ...from })))

async function* pagesOf(
  read: (from: Pages) => Promise<Pick<QueryCommandOutput, 'Items' | 'LastEvaluatedKey'>>,
) {
  let from: Pages = {}
  do {
    const page = await read(from)
    yield page.Items ?? []
    from = { ExclusiveStartKey: page.LastEvaluatedKey }
  } while (from.ExclusiveStartKey)
}

/** Why one item of a transaction was refused, with the row that refused it where there is one. */
export type Refusal = { row: Record<string, unknown> | undefined }

/** Other transactions on the same items, and capacity: the write itself was never judged. */
const passing = new Set(['TransactionConflict', 'ThrottlingError', 'ProvisionedThroughputExceeded'])

const patienceMs = 4_000
const longestPauseMs = 400

/** Whether to try again what met other writers: at once, then after a pause with jitter, until `budgetMs` are over. */
export function patience(budgetMs = patienceMs) {
  const end = performance.now() + budgetMs
  let tries = 0
  return async () => {
    if (tries++ === 0) return true
    const pause = Math.random() * Math.min(longestPauseMs, 10 * 2 ** tries)
    if (performance.now() + pause >= end) return false
    await wait(pause)
    return true
  }
}

/** Runs `attempt` again where it only met other writers, while there is time; then throws what it met. */
async function unlessContended<T>(attempt: () => Promise<T>, budgetMs?: number): Promise<T> {
  const again = patience(budgetMs)
  let met: unknown
  while (await again()) {
    try {
      return await attempt()
    } catch (error) {
      if (!isContention(error)) throw error
      met = error
    }
  }
  throw met
}

const reasonsOf = ({ CancellationReasons = [] }: TransactionCanceledException) => CancellationReasons
const isRefused = (error: TransactionCanceledException) =>
  reasonsOf(error).some(({ Code }) => Code === 'ConditionalCheckFailed')

const isContention = (error: unknown) =>
  error instanceof TransactionConflictException ||
  (error instanceof TransactionCanceledException &&
    !isRefused(error) &&
    reasonsOf(error).some(({ Code }) => Code && passing.has(Code)))

/**
 * Writes all items or none: undefined when written, else an entry per item, its refusal where its condition failed.
 *
 * @throws OutOfTime when there is no time to begin with, and what it met where only others were in the way to the end
 */
export async function transact(
  TransactItems: TransactItem[],
  timeLeft?: TimeLeft,
): Promise<(Refusal | undefined)[] | undefined> {
  const budgetMs = timeLeft?.()
  if (budgetMs !== undefined && budgetMs <= 0) throw new OutOfTime('No time to begin a transaction')
  try {
    await unlessContended(() => dynamo.send(new TransactWriteCommand({ TransactItems })), budgetMs)
    return undefined
  } catch (error) {
    if (!(error instanceof TransactionCanceledException) || !isRefused(error)) throw error
    return reasonsOf(error).map((reason) =>
      reason.Code === 'ConditionalCheckFailed' ? refusalOf(reason) : undefined,
    )
  }
}

const refusalOf = ({ Item }: Pick<ConditionalCheckFailedException, 'Item'>): Refusal => ({
  row: Item && unmarshall(Item, { wrapNumbers: Number }),
})

type SingleWrite = PutCommand | UpdateCommand | DeleteCommand
type Written = { Attributes?: Record<string, unknown> }

/** Every write of one item goes through here: the SDK does not try again where it met a transaction on the same item. */
export const write = (command: SingleWrite) =>
  unlessContended<Written>(() => dynamo.send(command as UpdateCommand))

/** Runs one conditional write: what it answers, or the row that refused it. */
export async function unlessRefused(command: SingleWrite): Promise<{ done: Written } | { refused: Refusal }> {
  try {
    return { done: await write(command) }
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error
    return { refused: refusalOf(error) }
  }
}
