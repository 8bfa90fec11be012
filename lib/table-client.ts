import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  type GetItemCommand,
  TransactionCanceledException,
} from '@aws-sdk/client-dynamodb'
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { withoutTypes, withTypes } from './attribute-values'
import { type Answer, directSender } from './direct-sender'

export type TableClient = Pick<DynamoDBDocumentClient, 'send'>

/** A command of the document client holds the one of the API that it stands for. */
type DocumentCommand = { input: object; clientCommand: Pick<GetItemCommand, 'input'> }

/** Sends the document client's commands, most of them directly: see `directSender`. */
export function tableClient(client: DynamoDBClient): TableClient {
  const sendTyped = directSender<GetItemCommand>(client, refusalOf)

  async function send({ input, clientCommand }: DocumentCommand) {
    const command = Object.assign(clientCommand, { input: withTypes(input) })
    return withoutTypes(await sendTyped(command as GetItemCommand))
  }
  return { send: send as unknown as TableClient['send'] }
}

const refusals = { ConditionalCheckFailedException, TransactionCanceledException }

/** A condition that failed has been judged: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html */
function refusalOf({ status, requestId, body }: Answer) {
  const name = String(body.__type).split('#').at(-1) as keyof typeof refusals
  const Refusal = refusals[name]
  return (
    Refusal &&
    new Refusal({
      ...body,
      message: String(body.message ?? body.Message ?? name),
      $metadata: { httpStatusCode: status, requestId },
    })
  )
}
