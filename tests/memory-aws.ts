import { DeleteCommand, PutCommand, ScanCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { eventBridge } from '../lib/aws/bus'
import { dynamo } from '../lib/aws/dynamo'
import { sqs } from '../lib/aws/queue'
import { ses } from '../lib/mail/send-mail'
import type { Topology } from '../local/topology'
import { type Command, documentCommands, memoryTables, type Row } from './chaos/tables/memory'
import { pretendedResources } from './pretended-resources'

const commands = documentCommands as Record<string, new (input: never) => Command>

/** What left the process for another service than the tables. */
export type Sent = { command: string; input: Record<string, unknown> }

/**
 * An AWS in this process, without a server: the tables of the simulation, which memory.test.ts compares with a real
 * DynamoDB, and services that take whatever they are sent. For tests that need thousands of shops.
 */
export function memoryAws(topology: Topology) {
  let tables = memoryTables(topology.tables)
  let sent: Sent[] = []
  Object.assign(process.env, { AWS_REGION: 'us-east-1' }, pretendedResources(topology))

  const answering =
    (answer: (command: string, input: Row) => Promise<unknown>) =>
    (_next: unknown, { commandName = '' }) =>
    async ({ input }: { input: object }) => ({
      response: {},
      output: (await answer(commandName, input as Row)) as never,
    })
  const first = { step: 'initialize', priority: 'high', name: 'memory' } as const
  const toTables = answering(async (name, input) => {
    const Sending = commands[name]
    if (!Sending) throw new Error(`${name} is not simulated`)
    return tables.send(new Sending(input as never))
  })
  const elsewhere = answering(async (command, input) => {
    sent.push({ command, input })
    const { QueueName, Entries } = input
    return { QueueUrl: `https://sqs/${QueueName}`, FailedEntryCount: 0, Entries: Entries ?? [] }
  })
  dynamo.middlewareStack.add(toTables, first)
  eventBridge.middlewareStack.add(elsewhere, first)
  sqs.middlewareStack.add(elsewhere, first)
  ses.middlewareStack.add(elsewhere, first)

  return {
    reset() {
      tables = memoryTables(topology.tables)
      sent = []
    },
    /** What was sent since this was last asked. */
    takeSent: () => sent.splice(0),
    rows: async (TableName: string): Promise<Row[]> => {
      const { Items } = await tables.send(new ScanCommand({ TableName, ConsistentRead: true }))
      return Array.isArray(Items) ? Items : []
    },
    put: (TableName: string, Item: Row) => tables.send(new PutCommand({ TableName, Item })),
    remove: (TableName: string, Key: Row) => tables.send(new DeleteCommand({ TableName, Key })),
    update: (TableName: string, Key: Row, name: string, value: unknown) =>
      tables.send(
        new UpdateCommand({
          TableName,
          Key,
          UpdateExpression: 'SET #name = :value',
          ExpressionAttributeNames: { '#name': name },
          ExpressionAttributeValues: { ':value': value },
        }),
      ),
  }
}
