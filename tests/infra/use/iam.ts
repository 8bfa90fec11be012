import * as z from 'zod'

/** One permission: an IAM action and what it is on, `OrderTable` or `ProductTable/index/byCategory`. */
export type Permission = { action: string; on: string }

const Request = z.looseObject({
  TableName: z.string().optional(),
  IndexName: z.string().optional(),
  RequestItems: z.record(z.string(), z.unknown()).optional(),
  TransactItems: z.array(z.record(z.string(), z.object({ TableName: z.string() }))).optional(),
  QueueUrl: z.string().optional(),
  QueueName: z.string().optional(),
  Entries: z
    .array(
      z.looseObject({
        EventBusName: z.string().optional(),
        Source: z.string().optional(),
        DetailType: z.string().optional(),
      }),
    )
    .optional(),
  Name: z.string().optional(),
})
type Request = z.output<typeof Request>

/** Items of a transaction need the permission of the same operation by itself: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis-iam.html */
const inTransaction: Record<string, string> = {
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  ConditionCheck: 'ConditionCheckItem',
  Get: 'GetItem',
}

/** Permissions with another name than the operation: a batch needs that of the single one. */
const sqsAction = (operation: string) => operation.replace(/Batch$/, '')

/**
 * What one request needs to be allowed.
 *
 * @param target the header `x-amz-target`: `DynamoDB_20120810.PutItem`
 * @throws Error naming an operation whose permissions are not known here
 */
export function permissionsFor(target: string, body: unknown): Permission[] {
  const [service = '', operation = ''] = target.split('.')
  const request = Request.parse(body)
  const found = permissionsOf(service.replace(/_\d+$/, ''), operation, request)
  if (found.length === 0)
    throw new Error(`${target} needs permissions that tests/infra/use/iam.ts does not know`)
  return found
}

function permissionsOf(service: string, operation: string, request: Request): Permission[] {
  switch (service) {
    case 'DynamoDB':
      return tablePermissions(operation, request)
    case 'AmazonSQS': {
      const queue = request.QueueName ?? request.QueueUrl?.split('/').at(-1)
      return queue ? [{ action: `sqs:${sqsAction(operation)}`, on: queue }] : []
    }
    case 'AWSEvents': {
      const events = request.Entries?.map(({ EventBusName = 'default', Source, DetailType }) =>
        eventOn(EventBusName, { source: Source, type: DetailType }),
      )
      return (events ?? [request.Name ?? '']).map((on) => ({ action: `events:${operation}`, on }))
    }
    default:
      return []
  }
}

/** What PutEvents is on: the bus, and what may be put there. */
export const eventOn = (bus: string, { source = 'any source', type = 'any type' }) =>
  `${bus} of ${source} ${type}`

function tablePermissions(operation: string, request: Request): Permission[] {
  const { TableName, IndexName, RequestItems, TransactItems } = request
  if (TransactItems)
    return TransactItems.flatMap((item) =>
      Object.entries(item).map(([kind, { TableName }]) => ({
        action: `dynamodb:${inTransaction[kind]}`,
        on: TableName,
      })),
    )
  const action = `dynamodb:${operation}`
  if (RequestItems) return Object.keys(RequestItems).map((on) => ({ action, on }))
  return TableName ? [{ action, on: IndexName ? `${TableName}/index/${IndexName}` : TableName }] : []
}
