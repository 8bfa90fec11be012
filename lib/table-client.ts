import type { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb'
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { withoutTypes, withTypes } from './attribute-values'

export type TableClient = Pick<DynamoDBDocumentClient, 'send'>

/** A command of the document client holds the one of the API that it stands for. */
type DocumentCommand = { input: object; clientCommand: Pick<GetItemCommand, 'input'> }

/**
 * Sends the document client's commands. The document client itself builds the SDK's chain of middleware anew for each
 * call, a third of the processor time that a call takes; `client` keeps one for each kind of command.
 *
 * @param client with `cacheMiddleware`
 */
export function tableClient(client: DynamoDBClient): TableClient {
  async function send({ input, clientCommand }: DocumentCommand) {
    const command = Object.assign(clientCommand, { input: withTypes(input) })
    return withoutTypes(await client.send(command as GetItemCommand))
  }
  return { send: send as unknown as TableClient['send'] }
}
