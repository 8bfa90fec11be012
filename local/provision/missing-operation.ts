import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import type { EventBridgeClient } from '@aws-sdk/client-eventbridge'
import type { SQSClient } from '@aws-sdk/client-sqs'

/** A server that speaks AWS's API, but not all of it, was asked for what it does not have. */
export class MissingOperation extends Error {
  override name = 'MissingOperation'
}

type Answered = Error & { $metadata?: { httpStatusCode?: number }; $response?: { statusCode?: number } }

/** Has a client of AWS's SDK throw MissingOperation where its server lacks an operation; it names the resource too. */
export function nameMissingOperations<C extends DynamoDBClient | EventBridgeClient | SQSClient>(client: C) {
  const { middlewareStack } = client as DynamoDBClient
  middlewareStack.add(
    (next, { commandName = '' }) =>
      (args) =>
        next(args).catch((error: Answered) => {
          const answer = missing(error)
          if (!answer) throw error
          const operation = commandName.replace(/Command$/, '')
          throw new MissingOperation(
            `${operation}${resourcesOf(args.input)} was answered with ${answer}: the server lacks ${operation}, which the shop needs`,
            { cause: error },
          )
        }),
    { step: 'initialize', name: 'nameMissingOperations' },
  )
  return client
}

/** By AWS's own names for it or those of servers that are not AWS's, else by a status without a name. */
function missing({ name, $metadata, $response }: Answered) {
  if (/^(UnknownOperation|InvalidAction|NotImplemented)(Exception)?$/.test(name)) return name
  const status = $metadata?.httpStatusCode ?? $response?.statusCode ?? 0
  const isNameless = ['Unknown', 'UnknownError', 'SyntaxError'].includes(name)
  return status === 501 || (isNameless && [400, 404, 405].includes(status))
    ? `status ${status} and no reason`
    : undefined
}

const named = /"(?:TableName|QueueName|QueueUrl|EventBusName|Name)":"([^"]+)"|"RequestItems":\{"([^"]+)"/g

function resourcesOf(input: object): string {
  const found = [...JSON.stringify(input).matchAll(named)].map(([, name, table]) => name ?? table)
  return found.length > 0 ? ` of ${[...new Set(found)].join(', ')}` : ''
}
