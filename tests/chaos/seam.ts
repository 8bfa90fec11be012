import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { PutEventsCommand, type PutEventsCommandInput } from '@aws-sdk/client-eventbridge'
import { ChangeMessageVisibilityCommand, GetQueueUrlCommand, SendMessageCommand } from '@aws-sdk/client-sqs'
import { DeleteCommand, DynamoDBDocumentClient, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { eventBridge } from '../../lib/aws/bus'
import { dynamo } from '../../lib/aws/dynamo'
import { sqs } from '../../lib/aws/queue'
import type { Charge, Charged, PaymentGateway } from '../../lib/payment/payment'
import { currentActor } from './actors'
import { outside } from './globals'
import { type Command, consistencyOf, documentCommands, isRow, type Row } from './tables/memory'
import { running, type Tables } from './world'

const scalarsOf = (row: unknown) =>
  isRow(row)
    ? Object.values(row)
        .filter((value) => typeof value !== 'object')
        .join(' ')
    : ''

function describePart(kind: string, part: Row): string {
  const { TableName, IndexName, Key, Item, ExpressionAttributeValues = {} } = part
  // Where the code lies is another folder in each run.
  const { ':place': _, ...values } = ExpressionAttributeValues as Row
  return [kind, TableName, IndexName, scalarsOf(Key ?? Item), scalarsOf(values)].filter(Boolean).join(' ')
}

/** One call to AWS in a few words for the history. */
function describeCommand(command: Sent): string {
  const name = command.constructor.name.replace(/^_|Command\d*$/g, '')
  const { TransactItems, RequestItems, ...input }: Row = { ...command.input }
  if (isRow(RequestItems)) return `${name} ${Object.keys(RequestItems).join()}`
  if (!Array.isArray(TransactItems)) return describePart(name, input)
  const parts = TransactItems.flatMap((item: Record<string, Row>) =>
    Object.entries(item).map(([kind, part]) => describePart(kind, part)),
  )
  return `Transaction {${parts.join('; ')}}`
}

/** A DynamoDB that is really there, for the same simulation over HTTP. */
export function realTables(endpoint: string): Tables {
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' }
  const client = DynamoDBDocumentClient.from(
    new DynamoDBClient({ endpoint, region: 'us-east-1', credentials }),
    {
      marshallOptions: { removeUndefinedValues: true },
    },
  )
  const call = client.send.bind(client) as unknown as (command: object) => Promise<unknown>
  return {
    async send(command) {
      const output = await outside(() => call(command))
      return isRow(output) ? output : {}
    },
  }
}

const singleWrites = [DeleteCommand, PutCommand, UpdateCommand]

type Sent = Command & { constructor: { name: string } }

/** All that is simulated, by the name under which the SDK sends it. */
const commands = {
  ...documentCommands,
  PutEventsCommand,
  GetQueueUrlCommand,
  ChangeMessageVisibilityCommand,
  SendMessageCommand,
} as Record<string, new (input: never) => Sent>

/**
 * Leads every call of the three AWS clients to the gate of the running simulation, by a middleware before all others:
 * https://docs.aws.amazon.com/sdk-for-javascript/v3/developer-guide/middleware-stack.html
 */
export function takeOverClients() {
  const instead =
    (answer: (command: Sent) => Promise<unknown>) =>
    (_next: unknown, { commandName = '' }) =>
    async ({ input }: { input: object }) => {
      const Sending = commands[commandName]
      if (!Sending) throw new Error(`${commandName} is not simulated`)
      return { response: {}, output: (await answer(new Sending(input as never))) as never }
    }
  const first = { step: 'initialize', priority: 'high', name: 'simulation' } as const
  dynamo.middlewareStack.add(instead(sendToTables), first)
  eventBridge.middlewareStack.add(instead(sendToBus), first)
  sqs.middlewareStack.add(instead(sendToQueues), first)
}

function sendToTables(command: Sent) {
  const { gate, tables, observed } = running()
  const { input } = command
  const isSingleWrite = singleWrites.some((kind) => command instanceof kind)
  observed.noteSending(command, currentActor())
  return gate({
    service: 'dynamodb',
    text: describeCommand(command),
    ...('TransactItems' in input && Array.isArray(input.TransactItems)
      ? { items: input.TransactItems.length }
      : {}),
    isSingleWrite,
    isBasketWrite: isSingleWrite && 'TableName' in input && input.TableName === 'BasketTable',
    reads: consistencyOf(command),
    perform: async (actor, reading) => {
      actor.staleMs = Math.max(actor.staleMs, reading?.ageMs ?? 0)
      const output = await tables.send(command, reading)
      observed.note(command, output, actor)
      return output
    },
  })
}

function sendToBus(command: Sent) {
  const { gate, bus, observed } = running()
  if (!(command instanceof PutEventsCommand)) throw new Error(`${command.constructor.name} is not simulated`)
  const input: PutEventsCommandInput = command.input
  const events = (input.Entries ?? []).map(
    ({ DetailType, Detail = '{}' }) => `${DetailType} ${JSON.parse(Detail).orderId}`,
  )
  observed.tried(events)
  const actor = currentActor()
  let taken: string[] = []
  const answered = gate({
    service: 'eventbridge',
    text: `PutEvents ${events.join(', ')}`,
    perform: async () => {
      const output = bus.put(input)
      taken = events.filter((_, at) => output.Entries?.[at]?.EventId)
      return output
    },
  })
  return answered.then((output) => {
    observed.learned(taken, actor)
    return output
  })
}

function sendToQueues(command: Sent) {
  const { gate, queues, observed } = running()
  // Asked once per process and remembered there, and processes of a simulation share their memory.
  if (command instanceof GetQueueUrlCommand)
    return Promise.resolve({ QueueUrl: `https://sqs/${command.input.QueueName}` })
  if (command instanceof SendMessageCommand) {
    const { detail } = JSON.parse(command.input.MessageBody ?? '{}')
    return gate({
      service: 'sqs',
      text: `SendMessage ${detail.orderId} ${detail.status}`,
      perform: async (actor) => ({ MessageId: observed.mails.ask(detail, actor) }),
    })
  }
  if (!(command instanceof ChangeMessageVisibilityCommand))
    throw new Error(`${command.constructor.name} is not simulated`)
  const { ReceiptHandle = '', VisibilityTimeout = 0 } = command.input
  return gate({
    service: 'sqs',
    text: `ChangeMessageVisibility ${ReceiptHandle} ${VisibilityTimeout} s`,
    perform: async () => queues.changeVisibility(ReceiptHandle, VisibilityTimeout),
  })
}

const askGateway = (verb: 'charge' | 'refund', charge: Charge): Promise<unknown> => {
  const { gate, ledger } = running()
  const text = `${verb} ${charge.paymentId} ${charge.amount}`
  return gate({ service: 'gateway', text, perform: async () => ledger[verb](charge) })
}

/** Stands in for lib/payment/simulated-gateway.ts in the bundle: a provider that is reached over a network. */
export const simulatedGateway: PaymentGateway = {
  charge: (charge) => askGateway('charge', charge) as Promise<Charged>,
  refund: (charge) => askGateway('refund', charge) as Promise<void>,
}

/** Stands in for lib/pause/keep-pauses.ts: nobody pauses anything here, where a service that is away is a fault like others. */
export const keepPauses = async () => {}
