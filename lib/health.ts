import { setTimeout as wait } from 'node:timers/promises'
import { DescribeEventBusCommand, EventBridgeClient } from '@aws-sdk/client-eventbridge'
import { Resource } from 'sst'
import { httpHandler } from './http-handler'
import { log } from './log'
import { findProduct } from './product/store'

const eventBridge = new EventBridgeClient({ requestHandler: httpHandler, maxAttempts: 1 })
const patienceMs = 2_000

export type Health = { ok: boolean; services: Record<'dynamodb' | 'eventbridge', 'ok' | 'failed'> }

/** Whether the shop can reach what a checkout needs: a table to read and the bus to publish on. */
export async function checkHealth(): Promise<Health> {
  const [dynamodb, eventbridge] = await Promise.all([
    probe('dynamodb', () => findProduct('health')),
    probe('eventbridge', () =>
      eventBridge.send(new DescribeEventBusCommand({ Name: Resource.SwnEventBus.name })),
    ),
  ])
  return { ok: dynamodb === 'ok' && eventbridge === 'ok', services: { dynamodb, eventbridge } }
}

async function probe(service: string, call: () => Promise<unknown>): Promise<'ok' | 'failed'> {
  const patience = new AbortController()
  const tooLong = wait(patienceMs, undefined, { signal: patience.signal }).then(() => {
    throw new Error(`no answer within ${patienceMs} ms`)
  })
  try {
    await Promise.race([call(), tooLong])
    return 'ok'
  } catch (error) {
    log.error('Service not healthy', { dependency: service, error })
    return 'failed'
  } finally {
    tooLong.catch(() => undefined)
    patience.abort()
  }
}
