import { setTimeout as wait } from 'node:timers/promises'
import { DescribeEventBusCommand } from '@aws-sdk/client-eventbridge'
import { Resource } from 'sst'
import { eventBridge } from './aws/bus'
import { writeProbe } from './basket/store'
import { log } from './observe/log'
import { findProduct } from './product/store'

const patienceMs = 2_000

/** Once in so long a process writes and asks for the bus: what came of it stands until then. */
const everyMs = 10_000

type Outcome = 'ok' | 'failed'
type Service = 'dynamodb' | 'eventbridge'

/** Whether a checkout can be made: a table to read and to write, and the bus to publish on. */
export async function checkHealth(): Promise<{ ok: boolean; services: Record<Service, Outcome> }> {
  const [read, written, eventbridge] = await Promise.all([readable(), writable(), reachable()])
  const dynamodb = read === 'ok' ? written : read
  return { ok: dynamodb === 'ok' && eventbridge === 'ok', services: { dynamodb, eventbridge } }
}

const readable = probe('dynamodb', "reads fail: its endpoint, the table's name and the permissions", () =>
  findProduct('health'),
)
const writable = seldom(
  probe('dynamodb', 'writes fail: the free space of its disk, throttles and the permissions', writeProbe),
)
const reachable = seldom(
  probe('eventbridge', "its endpoint, the bus's name and the permissions", () =>
    eventBridge.send(new DescribeEventBusCommand({ Name: Resource.SwnEventBus.name })),
  ),
)

function seldom(ask: () => Promise<Outcome>) {
  let asked = Number.NEGATIVE_INFINITY
  let answer: Promise<Outcome> | undefined
  return () => {
    if (answer && performance.now() - asked < everyMs) return answer
    asked = performance.now()
    answer = ask()
    return answer
  }
}

function probe(dependency: Service, lookAt: string, call: () => Promise<unknown>) {
  return async (): Promise<Outcome> => {
    try {
      const inTime = call().then(() => true)
      const tooLong = wait(patienceMs, false, { ref: false })
      if (await Promise.race([inTime, tooLong])) return 'ok'
      throw new Error(`no answer within ${patienceMs} ms`)
    } catch (error) {
      log.error('Service not healthy', { dependency, lookAt, error })
      return 'failed'
    }
  }
}
