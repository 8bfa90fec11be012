import { GetQueueAttributesCommand, PurgeQueueCommand, SQSClient } from '@aws-sdk/client-sqs'
import { paginateScan, QueryCommand } from '@aws-sdk/lib-dynamodb'
import { Resource } from 'sst'
import { afterEach, expect, test, vi } from 'vitest'
import { embeddedAws } from '../../tests/embedded-aws'
import { putLostCheckouts } from '../../tests/lost-checkouts'
import { eventBridge } from '../aws/bus'
import { dynamo } from '../aws/dynamo'
import { openShards } from './checkout'
import { endOfTime, reconcileCheckouts } from './reconcile-checkouts'
import { closeCheckout, findCheckout, postponeCheckout } from './store'

embeddedAws()

const placed: string[] = []
afterEach(async () => {
  vi.restoreAllMocks()
  await inPieces(placed.splice(0), (checkoutId) => closeCheckout(checkoutId, new Date()))
  await new SQSClient({}).send(new PurgeQueueCommand({ QueueUrl: Resource.OrderQueue.url }))
})

async function inPieces<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const done: R[] = []
  for (let from = 0; from < items.length; from += 50)
    done.push(...(await Promise.all(items.slice(from, from + 50).map(work))))
  return done
}

async function lostCheckouts(count: number, given: Parameters<typeof putLostCheckouts>[1] = {}) {
  const TableName = Resource.CheckoutTable.name
  const ids = await putLostCheckouts(count, given)
  placed.push(...ids)
  async function attempts() {
    const found: unknown[] = []
    for await (const { Items = [] } of paginateScan({ client: dynamo }, { TableName, ConsistentRead: true }))
      found.push(...Items.filter(({ checkoutId }) => ids.includes(checkoutId)).map((row) => row.attempts))
    return found
  }
  return { ids, attempts }
}

async function publishedInAll() {
  const { Attributes = {} } = await new SQSClient({}).send(
    new GetQueueAttributesCommand({
      QueueUrl: Resource.OrderQueue.url,
      AttributeNames: ['ApproximateNumberOfMessages'],
    }),
  )
  return Number(Attributes.ApproximateNumberOfMessages)
}

test('120 large checkouts of one shard are each published once, although each moves on in what is read', async () => {
  const lost = await lostCheckouts(120, { shard: openShards[3], name: 'x'.repeat(2_000) })
  expect(await reconcileCheckouts(endOfTime)).toMatchObject({
    published: 120,
    failed: 0,
    overdue: 0,
    unfinished: false,
  })
  expect(await lost.attempts()).toEqual(Array(120).fill(1))
  await vi.waitFor(async () => expect(await publishedInAll()).toBe(120), 10_000)
}, 300_000)

test('two firings of the schedule that read the same count one attempt', async () => {
  const [orderId = ''] = (await lostCheckouts(1)).ids
  const read = await findCheckout(orderId)
  if (!read) throw new Error('no checkout')
  expect(await postponeCheckout(read, new Date())).toHaveProperty('done')
  expect(await postponeCheckout(read, new Date(Date.now() + 1))).toHaveProperty('refused')
  expect((await findCheckout(orderId))?.attempts).toBe(1)
})

test('what the bus did not take stays due, and its attempt is not counted', async () => {
  const [orderId = ''] = (await lostCheckouts(1)).ids
  const before = await findCheckout(orderId)
  const away = vi.spyOn(eventBridge, 'send').mockImplementation(() => {
    throw new Error('The bus is away')
  })
  expect(await reconcileCheckouts(endOfTime)).toMatchObject({ published: 0, failed: 1 })
  away.mockRestore()
  expect(await findCheckout(orderId)).toEqual(before)
  expect(await reconcileCheckouts(endOfTime)).toMatchObject({ published: 1, failed: 0 })
})

test('a run whose time is over leaves the rest as it was, and the one that goes on takes just that', async () => {
  const lost = await lostCheckouts(200)
  const beganAt = new Date()
  let [begun, published] = [0, 0]
  const cutShort = await reconcileCheckouts(endOfTime, { timeLeft: () => (++begun < 8 ? 1 : 0) })
  expect(cutShort).toMatchObject({ failed: 0, unfinished: true })
  expect(cutShort.published).toBeGreaterThan(0)
  expect(cutShort.published).toBeLessThan(200)
  published += cutShort.published
  const rest = await reconcileCheckouts(endOfTime, { goesOnFrom: beganAt })
  expect(rest).toMatchObject({ published: 200 - published, failed: 0, unfinished: false })
  expect(await lost.attempts()).toEqual(Array(200).fill(1))
}, 300_000)

test('a shard that cannot be read stops no other', async () => {
  const [one, other] = [openShards[1], openShards[2]]
  const lost = await lostCheckouts(2, { shard: one })
  const fine = await lostCheckouts(2, { shard: other })
  const send = dynamo.send.bind(dynamo)
  vi.spyOn(dynamo, 'send').mockImplementation((command: Parameters<typeof send>[0]) => {
    if (command instanceof QueryCommand && command.input.ExpressionAttributeValues?.[':shard'] === one)
      throw new Error('The shard is away')
    return send(command)
  })
  expect(await reconcileCheckouts(endOfTime)).toMatchObject({ published: 2, failed: 1 })
  expect(await fine.attempts()).toEqual([1, 1])
  expect(await lost.attempts()).toEqual([0, 0])
})

/** OPEN_CHECKOUTS=3000 for as many as an hour without the bus leaves. */
const open = Number(process.env.OPEN_CHECKOUTS ?? 500)

test(
  'all open checkouts after an outage are published in one run, each once, without one that is overdue',
  async () => {
    const lost = await lostCheckouts(open)
    expect(await reconcileCheckouts(new Date().toISOString())).toMatchObject({
      published: open,
      failed: 0,
      overdue: 0,
      unfinished: false,
    })
    expect(await lost.attempts()).toEqual(Array(open).fill(1))
    await vi.waitFor(async () => expect(await publishedInAll()).toBe(open), 60_000)
    // Nothing runs after this that they could disturb, and closing them takes longer than all the rest.
    placed.length = 0
  },
  120_000 + open * 100,
)
