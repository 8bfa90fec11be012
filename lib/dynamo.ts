import { setTimeout as wait } from 'node:timers/promises'
import {
  ConditionalCheckFailedException,
  DynamoDBClient,
  TransactionCanceledException,
} from '@aws-sdk/client-dynamodb'
import {
  DynamoDBDocumentClient,
  QueryCommand,
  type QueryCommandInput,
  TransactWriteCommand,
  type TransactWriteCommandInput,
} from '@aws-sdk/lib-dynamodb'
import { unmarshall } from '@aws-sdk/util-dynamodb'
import { httpHandler } from './http-handler'

export const dynamo = DynamoDBDocumentClient.from(new DynamoDBClient({ requestHandler: httpHandler }), {
  marshallOptions: { removeUndefinedValues: true },
})

export type TransactItem = NonNullable<TransactWriteCommandInput['TransactItems']>[number]

/** What a query finds, page by page; a reader that stops early asks for no further page. */
export async function* queryPages(query: QueryCommandInput) {
  let ExclusiveStartKey: QueryCommandInput['ExclusiveStartKey']
  do {
    const page = await dynamo.send(new QueryCommand({ ...query, ExclusiveStartKey }))
    yield page.Items ?? []
    ExclusiveStartKey = page.LastEvaluatedKey
  } while (ExclusiveStartKey)
}

/** Why one item of a transaction was refused, with the row that refused it where there is one. */
export type Refusal = { row: Record<string, unknown> | undefined }

/** Other transactions on the same items, and capacity: the write itself was never judged. */
const passing = new Set(['TransactionConflict', 'ThrottlingError', 'ProvisionedThroughputExceeded'])
const attempts = 12
const longestPauseMs = 400

/**
 * Writes all items or none. Answers undefined when written, else one entry per item: its refusal where its
 * condition failed. A transaction that only met others is tried again with jitter, then thrown.
 */
export async function transact(TransactItems: TransactItem[]): Promise<(Refusal | undefined)[] | undefined> {
  for (let attempt = 1; ; attempt++) {
    try {
      await dynamo.send(new TransactWriteCommand({ TransactItems }))
      return undefined
    } catch (error) {
      if (!(error instanceof TransactionCanceledException)) throw error
      const reasons = error.CancellationReasons ?? []
      const refused = reasons.some(({ Code }) => Code === 'ConditionalCheckFailed')
      if (refused) return reasons.map(refusalOf)
      if (attempt === attempts || !reasons.some(({ Code }) => Code && passing.has(Code))) throw error
      await wait(Math.random() * Math.min(longestPauseMs, 10 * 2 ** attempt))
    }
  }
}

type Reason = NonNullable<TransactionCanceledException['CancellationReasons']>[number]

const refusalOf = ({ Code, Item }: Reason): Refusal | undefined =>
  Code === 'ConditionalCheckFailed' ? { row: Item && unmarshall(Item) } : undefined

/** Runs one conditional write: what it answers, or the row that refused it. */
export async function unlessRefused<T>(write: Promise<T>): Promise<{ done: T } | { refused: Refusal }> {
  try {
    return { done: await write }
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error
    return { refused: { row: error.Item && unmarshall(error.Item) } }
  }
}
