import type { SQSClient } from '@aws-sdk/client-sqs'
import { busActions } from './buses.ts'
import type { Callers } from './callers.ts'
import { createDelivery } from './delivery.ts'
import { serveJson } from './json-server.ts'
import { eventActions } from './put-events.ts'
import { createRegistry } from './registry.ts'
import { ruleActions } from './rules.ts'
import { targetActions } from './targets.ts'

export type EventBusServer = Awaited<ReturnType<typeof startEventBus>>

/**
 * Starts an EventBridge for SQS targets on a free port of 127.0.0.1. Any number may run in one process.
 *
 * @param options.sqs where the target queues are; it must try each call once
 * @param options.callers whom it answers
 * @param options.firstPauseMs before a failed delivery's first retry
 * @returns its URL; `close` delivers what it accepted, as far as that goes within two seconds
 */
export async function startEventBus(options: {
  sqs: SQSClient
  callers: Callers
  region: string
  account?: string
  log: (line: string) => void
  firstPauseMs?: number
}) {
  const registry = createRegistry({ account: '000000000000', ...options })
  const delivery = createDelivery(options)
  const actions = {
    ...busActions(registry),
    ...ruleActions(registry),
    ...targetActions(registry),
    ...eventActions(registry, delivery),
  }
  const server = await serveJson('AWSEvents', actions, options.callers)
  return {
    url: server.url,
    async close() {
      await server.close()
      await delivery.close()
    },
  }
}
