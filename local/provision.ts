import { DynamoDB } from '@aws-sdk/client-dynamodb'
import { EventBridge } from '@aws-sdk/client-eventbridge'
import { type Connection, configFor, type Service } from './connection.ts'
import { provisionBuses, provisionTargets } from './provision/events.ts'
import { nameMissingOperations } from './provision/missing-operation.ts'
import { probeBus, probeQueue, probeTables } from './provision/probe.ts'
import { provisionPolicies, provisionQueues } from './provision/queues.ts'
import { provisionTables } from './provision/tables.ts'
import { sqsClient } from './queue-server.ts'
import type { Known } from './topology/references.ts'
import type { Topology } from './topology.ts'

/**
 * Creates through AWS's own API what the topology describes and the endpoints do not have yet. Repeatable: what is
 * there is kept, queue settings that differ are changed, an index that a table lacks is added, a table with other keys
 * or another index of that name is an error, and so is an operation that the shop needs and an endpoint lacks.
 * @returns names, URLs and ARNs as AWS answered them, by `Resource.attribute`
 * @throws Error of one line naming the endpoint and, where there is one, the resource
 */
export async function provision(topology: Topology, connection: Connection): Promise<Known> {
  const dynamo = new DynamoDB(configFor(connection, 'dynamodb'))
  const sqs = sqsClient(configFor(connection, 'sqs'))
  const eventBridge = new EventBridge(configFor(connection, 'eventbridge'))
  for (const client of [dynamo, sqs, eventBridge]) nameMissingOperations(client)
  const known: Known = new Map()
  const at = (service: Service, done: Promise<unknown>) =>
    done.catch((error: Error & { code?: string }) => {
      const reason = error.message || error.code || error.name
      throw new Error(`${service} at ${connection.endpoints[service]}: ${reason}`)
    })
  try {
    await Promise.all([
      at('dynamodb', provisionTables(dynamo, topology.tables, known)),
      at('sqs', provisionQueues(sqs, topology.queues, known)),
      at('eventbridge', provisionBuses(eventBridge, topology, known)),
    ])
    await Promise.all([
      at('sqs', provisionPolicies(sqs, topology.queuePolicies, known)),
      at('eventbridge', provisionTargets(eventBridge, topology, known)),
      at('dynamodb', probeTables(dynamo, topology.tables)),
      at('sqs', probeQueue(sqs, known.get(`${topology.queues[0]?.name}.url`))),
      at('eventbridge', probeBus(eventBridge, topology.buses[0]?.name)),
    ])
    return known
  } finally {
    for (const client of [dynamo, sqs, eventBridge]) client.destroy()
  }
}
