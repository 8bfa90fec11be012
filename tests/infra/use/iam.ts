/** One permission: an IAM action and what it is on, `OrderTable` or `ProductTable/index/byCategory`. */
export type Permission = { action: string; on: string }

/** What a request says of the place it is for, in the words of the three APIs. */
export type Request = {
  TableName?: string
  IndexName?: string
  RequestItems?: Record<string, unknown>
  TransactItems?: Record<string, { TableName: string }>[]
  QueueUrl?: string
  QueueName?: string
  Entries?: { EventBusName?: string; Source?: string; DetailType?: string }[]
  Name?: string
}

const prefixes: Record<string, string> = {
  DynamoDB_20120810: 'dynamodb',
  AmazonSQS: 'sqs',
  AWSEvents: 'events',
}

/** Items of a transaction need the permission of the same operation by itself: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis-iam.html */
const inTransaction: Record<string, string> = {
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  ConditionCheck: 'ConditionCheckItem',
  Get: 'GetItem',
}

/**
 * What one request needs to be allowed.
 *
 * @param target the header `x-amz-target`: `DynamoDB_20120810.PutItem`; of SES, which has none, the path
 * @throws Error naming an operation whose permissions are not known here
 */
export function permissionsFor(target: string, request: Request): Permission[] {
  if (target === '/v2/email/outbound-emails')
    return ['EmailIdentity', 'EmailConfig'].map((on) => ({ action: 'ses:SendEmail', on }))
  const [service = '', operation = ''] = target.split('.')
  const prefix = prefixes[service]
  const parts = request.TransactItems?.flatMap((item) =>
    Object.entries(item).map(([kind, { TableName }]) => ({ operation: inTransaction[kind], on: TableName })),
  )
  const found = parts ?? placesOf(request).map((on) => ({ operation, on }))
  if (!prefix || found.length === 0)
    throw new Error(`${target} needs permissions that tests/infra/use/iam.ts does not know`)
  return found.map(({ operation, on }) => ({ action: `${prefix}:${operation}`, on }))
}

function placesOf({ TableName, IndexName, RequestItems, QueueUrl, QueueName, Entries, Name }: Request) {
  if (RequestItems) return Object.keys(RequestItems)
  if (Entries)
    return Entries.map(({ EventBusName = 'default', Source, DetailType }) =>
      eventOn(EventBusName, { source: Source, type: DetailType }),
    )
  const table = IndexName ? `${TableName}/index/${IndexName}` : TableName
  return [table ?? QueueName ?? QueueUrl?.split('/').at(-1) ?? Name ?? []].flat()
}

/** What PutEvents is on: the bus, and what may be put there. */
export const eventOn = (bus: string, { source = 'any source', type = 'any type' }) =>
  `${bus} of ${source} ${type}`
