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
  logGroupName?: string
}

const prefixes: Record<string, string> = {
  DynamoDB_20120810: 'dynamodb',
  AmazonSQS: 'sqs',
  AWSEvents: 'events',
  GraniteServiceVersion20100801: 'cloudwatch',
  Logs_20140328: 'logs',
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
 * @param target the header `x-amz-target`: `DynamoDB_20120810.PutItem`; of SES and Lambda, which have none, method and path
 * @param queueOf the queue of an event source mapping
 * @throws Error naming an operation whose permissions are not known here
 */
export function permissionsFor(
  target: string,
  request: Request,
  queueOf: (uuid: string) => string | undefined = () => undefined,
): Permission[] {
  const [, method = '', uuid = ''] = /^(\w+) \/2015-03-31\/event-source-mappings\/(.+)$/.exec(target) ?? []
  if (uuid) return [{ action: mappingActions[method] ?? method, on: mappingOf(queueOf(uuid) ?? uuid) }]
  if (target === 'POST /v2/email/outbound-emails')
    return ['EmailIdentity', 'EmailConfig'].map((on) => ({ action: 'ses:SendEmail', on }))
  const [service = '', operation = ''] = target.split('.')
  const prefix = prefixes[service]
  const parts = request.TransactItems?.flatMap((item) =>
    Object.entries(item).map(([kind, { TableName }]) => ({ operation: inTransaction[kind], on: TableName })),
  )
  const places = prefix === 'cloudwatch' ? ['*'] : placesOf(request)
  const found = parts ?? places.map((on) => ({ operation, on }))
  if (!prefix || found.length === 0)
    throw new Error(`${target} needs permissions that tests/infra/use/iam.ts does not know`)
  return found.map(({ operation, on }) => ({ action: `${prefix}:${singleOf(prefix, operation)}`, on }))
}

/** A batch of SQS needs what one needs: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsqs.html */
const singleOf = (prefix: string, operation = '') =>
  prefix === 'sqs' ? operation.replace(/Batch$/, '') : operation

function placesOf({ TableName, IndexName, RequestItems, QueueUrl, QueueName, Entries, ...named }: Request) {
  const { Name, logGroupName } = named
  if (RequestItems) return Object.keys(RequestItems)
  if (Entries && !QueueUrl)
    return Entries.map(({ EventBusName = 'default', Source, DetailType }) =>
      eventOn(EventBusName, { source: Source, type: DetailType }),
    )
  const table = IndexName ? `${TableName}/index/${IndexName}` : TableName
  return [table ?? QueueName ?? QueueUrl?.split('/').at(-1) ?? Name ?? logsIn(logGroupName) ?? []].flat()
}

const mappingActions: Record<string, string> = {
  GET: 'lambda:GetEventSourceMapping',
  PUT: 'lambda:UpdateEventSourceMapping',
}

/** A mapping has no name of its own: it is called by its queue. */
export const mappingOf = (queue: string) => `the mapping of ${queue}`
/** `OrderingLogs` of a log group that ends in `-ordering`, as sst.config.ts calls it. */
const logsIn = (group: string | undefined) =>
  group?.replace(/^.*-(\w)(\w*)$/, (_, first: string, rest: string) => `${first.toUpperCase()}${rest}Logs`)

/** What PutEvents is on: the bus, and what may be put there. */
export const eventOn = (bus: string, { source = 'any source', type = 'any type' }) =>
  `${bus} of ${source} ${type}`
