import { setTimeout as wait } from 'node:timers/promises'
import { DescribeEventBusCommand } from '@aws-sdk/client-eventbridge'
import { Resource } from 'sst'
import { eventBridge } from './aws/bus'
import { writeProbe } from './basket/store'
import { log } from './observe/log'
import { findProduct } from './product/store'

const patienceMs = 2_000

type Health = { ok: boolean; services: Record<'dynamodb' | 'eventbridge', Outcome> }

/** Once in so long a process writes and asks for the bus: what came of it stands until then. */
const everyMs = 10_000

/** Whether a checkout can be made: a table to read and to write, and the bus to publish on. */
export async function checkHealth(): Promise<Health> {
  const [read, written, eventbridge] = await Promise.all([readable(), writable(), reachable()])
  const dynamodb = read === 'ok' ? written : read
  return { ok: dynamodb === 'ok' && eventbridge === 'ok', services: { dynamodb, eventbridge } }
}

const readable = () =>
  probe(
    { dependency: 'dynamodb', lookAt: "reads fail: its endpoint, the table's name and the permissions" },
    () => findProduct('health'),
  )

const writable = seldom(() =>
  probe(
    {
      dependency: 'dynamodb',
      lookAt: 'writes fail: the free space of its disk, throttles and the permissions',
    },
    writeProbe,
  ),
)

const reachable = seldom(() =>
  probe({ dependency: 'eventbridge', lookAt: "its endpoint, the bus's name and the permissions" }, () =>
    eventBridge.send(new DescribeEventBusCommand({ Name: Resource.SwnEventBus.name })),
  ),
)

type Outcome = 'ok' | 'failed'

function seldom(ask: () => Promise<Outcome>) {
  let asked = Number.NEGATIVE_INFINITY
  let answer: Promise<Outcome> | undefined
  return () => {
    const now = performance.now()
    if (answer && now - asked < everyMs) return answer
    asked = now
    answer = ask()
    return answer
  }
}

async function probe(
  service: { dependency: string; lookAt: string },
  call: () => Promise<unknown>,
): Promise<Outcome> {
  const patience = new AbortController()
  const tooLong = wait(patienceMs, undefined, { signal: patience.signal }).then(() => {
    throw new Error(`no answer within ${patienceMs} ms`)
  })
  try {
    await Promise.race([call(), tooLong])
    return 'ok'
  } catch (error) {
    log.error('Service not healthy', { ...service, error })
    return 'failed'
  } finally {
    tooLong.catch(() => undefined)
    patience.abort()
  }
}
