import { setTimeout as wait } from 'node:timers/promises'
import {
  ConditionalCheckFailedException,
  DynamoDBClient,
  TransactionCanceledException,
  TransactionConflictException,
} from '@aws-sdk/client-dynamodb'
import {
  type DeleteCommand,
  DynamoDBDocumentClient,
  PutCommand,
  QueryCommand,
  type QueryCommandInput,
  type QueryCommandOutput,
  ScanCommand,
  type ScanCommandInput,
  TransactWriteCommand,
  type TransactWriteCommandInput,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb'
import { unmarshall } from '@aws-sdk/util-dynamodb'
import { OutOfTime, type TimeLeft } from '../time-left'
import { clientConfig } from './client-config'

export const dynamo = DynamoDBDocumentClient.from(new DynamoDBClient(clientConfig), {
  marshallOptions: { removeUndefinedValues: true },
  // A number that no double holds must not cost the page of rows it stands in.
  unmarshallOptions: { wrapNumbers: Number },
})

export type TransactItem = NonNullable<TransactWriteCommandInput['TransactItems']>[number]

export type Dates = {
  /** An orderDate: only what is older. */
  before?: string | undefined
  /** An orderDate: only what is as old or newer. Without effect beside `before`. */
  since?: string | undefined
}

/** The rows of one key by their orderDate. A sort key takes one condition: of `before` and `since`, `before` counts. */
export function datedRange(hashKey: string, value: string, { before, since }: Dates) {
  const [bound, condition] = before
    ? [before, ' AND orderDate < :bound']
    : [since, ' AND orderDate >= :bound']
  return {
    KeyConditionExpression: `${hashKey} = :${hashKey}${bound ? condition : ''}`,
    ExpressionAttributeValues: { [`:${hashKey}`]: value, ...(bound ? { ':bound': bound } : {}) },
  }
}

type Pages = Pick<QueryCommandInput, 'ExclusiveStartKey'>

/** What a query finds, page by page; a reader that stops early asks for no further page. */
export const queryPages = (query: QueryCommandInput) =>
  pagesOf((from) => dynamo.send(new QueryCommand({ ...query, ...from })))

/** All that an index holds, page by page. Never of a table: its rows are read by their keys. */
export const scanPages = (scan: ScanCommandInput & { IndexName: string }) =>
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

/**
 * Asks whether to try once more what other writers stood in the way of: at once the first time, then after a pause with
 * jitter, and no more once `budgetMs` are over.
 */
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

/** Runs `attempt` again with jitter where it only met other writers, while there is time; then throws what it met. */
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
 * Writes all items or none. Answers undefined when written, else one entry per item: its refusal where its
 * condition failed. A transaction that only met others is tried again with jitter while there is time, then thrown.
 *
 * @throws OutOfTime when there is none to begin with
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
    return reasonsOf(error).map(refusalOf)
  }
}

type Reason = NonNullable<TransactionCanceledException['CancellationReasons']>[number]

const refusalOf = ({ Code, Item }: Reason): Refusal | undefined =>
  Code === 'ConditionalCheckFailed' ? { row: Item && unmarshall(Item, { wrapNumbers: Number }) } : undefined

type SingleWrite = PutCommand | UpdateCommand | DeleteCommand
type Written = { Attributes?: Record<string, unknown> }

/** Every write of one item goes through here: the SDK does not try again where it met a transaction on the same item. */
export const write = (command: SingleWrite) => unlessContended(() => send(command))

function send(command: SingleWrite): Promise<Written> {
  if (command instanceof PutCommand) return dynamo.send(command)
  return command instanceof UpdateCommand ? dynamo.send(command) : dynamo.send(command)
}

/** Runs one conditional write: what it answers, or the row that refused it. */
export async function unlessRefused(command: SingleWrite): Promise<{ done: Written } | { refused: Refusal }> {
  try {
    return { done: await write(command) }
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error
    return { refused: { row: error.Item && unmarshall(error.Item, { wrapNumbers: Number }) } }
  }
}
