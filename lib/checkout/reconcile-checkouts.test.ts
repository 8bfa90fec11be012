import { GetQueueAttributesCommand, PurgeQueueCommand, SQSClient } from '@aws-sdk/client-sqs'
import { QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { Resource } from 'sst'
import { afterEach, expect, test, vi } from 'vitest'
import { embeddedAws, receive, stock } from '../../tests/embedded-aws'
import { putLostCheckouts } from '../../tests/lost-checkouts'
import { newShopper } from '../../tests/purchases'
import { eventBridge } from '../aws/bus'
import { dynamo } from '../aws/dynamo'
import { setBasket } from '../basket/change-basket'
import { openShards } from './checkout'
import { checkoutBasket } from './checkout-basket'
import { endOfTime, reconcileCheckouts } from './reconcile-checkouts'
import { cancelCheckout, closeCheckout, findCheckout } from './store'

embeddedAws()

const placed: string[] = []
afterEach(async () => {
  vi.restoreAllMocks()
  for (const checkoutId of placed.splice(0)) await closeCheckout(checkoutId, new Date())
  await new SQSClient({}).send(new PurgeQueueCommand({ QueueUrl: Resource.OrderQueue.url }))
})

async function lostCheckouts(count: number, given: Parameters<typeof putLostCheckouts>[1] = {}) {
  const ids = await putLostCheckouts(count, given)
  placed.push(...ids)
  async function attempts() {
    const found: unknown[] = []
    for (const id of ids) found.push((await findCheckout(id))?.attempts)
    return found
  }
  return { ids, id: ids[0] ?? '', attempts }
}

const set = (checkoutId: string, name: string, value: unknown) =>
  dynamo.send(
    new UpdateCommand({
      TableName: Resource.CheckoutTable.name,
      Key: { checkoutId },
      UpdateExpression: `SET ${name} = :value`,
      ExpressionAttributeValues: { ':value': value },
    }),
  )

async function publishedInAll() {
  const { Attributes = {} } = await new SQSClient({}).send(
    new GetQueueAttributesCommand({
      QueueUrl: Resource.OrderQueue.url,
      AttributeNames: ['ApproximateNumberOfMessages'],
    }),
  )
  return Number(Attributes.ApproximateNumberOfMessages)
}

const traceId = '1-69218f20-0123456789abcdef01234567'

test('publishes what is due again, the same event, backs off, and leaves what has settled alone', async () => {
  const userName = newShopper()
  await setBasket(userName, [{ productId: (await stock()).id, quantity: 1 }])
  const checkedOut = await checkoutBasket({ userName, traceHeader: `Root=${traceId}` })
  if (!checkedOut.ok) throw new Error(checkedOut.reason)
  const { orderId } = checkedOut
  const [first] = await receive('OrderQueue', 1)
  const inAnHour = new Date(Date.now() + 3_600_000).toISOString()
  expect(await reconcileCheckouts(new Date().toISOString())).toMatchObject({ published: 0 })
  expect(await reconcileCheckouts(inAnHour)).toMatchObject({ published: 1, failed: 0, overdue: 0 })
  const [again] = await receive('OrderQueue', 1)
  expect(again).toMatchObject({ type: 'CheckoutBasket', detail: { orderId, traceId } })
  expect(again?.detail).toEqual(first?.detail)

  const postponed = await findCheckout(orderId)
  expect(postponed?.attempts).toBe(1)
  expect(Date.parse(postponed?.dueAt ?? '')).toBeGreaterThan(Date.now() + 100_000)
  await closeCheckout(orderId, new Date())
  expect(await reconcileCheckouts(endOfTime)).toMatchObject({ published: 0, oldestSeconds: 0 })
})

test('what was cancelled is told of again with its checkout, each source with requests of its own, until it is settled', async () => {
  const lost = await lostCheckouts(3)
  const [first = '', second = ''] = lost.ids
  for (const id of [first, second]) {
    const checkout = await findCheckout(id)
    if (checkout) await cancelCheckout(checkout, new Date())
  }
  const sent = vi.spyOn(eventBridge, 'send')
  expect(await reconcileCheckouts(endOfTime)).toMatchObject({ published: 3, failed: 0 })
  const sources = sent.mock.calls.map(([{ input }]) =>
    'Entries' in input ? input.Entries?.map(({ Source }) => Source) : [],
  )
  for (const ofRequest of sources) expect(new Set(ofRequest).size).toBe(1)
  const told = (await receive('OrderQueue', 5)).map(({ type, detail }) => `${type} ${detail.orderId}`)
  const wanted = [
    ...lost.ids.map((id) => `CheckoutBasket ${id}`),
    `OrderCancelled ${first}`,
    `OrderCancelled ${second}`,
  ]
  expect(told.sort()).toEqual(wanted.sort())
  expect(await lost.attempts()).toEqual([1, 1, 1])
  // An order that does not know of it closes nothing.
  expect(await closeCheckout(first, new Date())).toMatchObject({ closed: false })
  expect(await closeCheckout(first, new Date(), true)).toMatchObject({ closed: true })
  for (const id of [second, lost.ids[2] ?? '']) await closeCheckout(id, new Date(), id === second)
  expect(await reconcileCheckouts(endOfTime)).toMatchObject({ published: 0 })
})

test('says how old the oldest of those it found due is, in seconds', async () => {
  const { id } = await lostCheckouts(2)
  await set(id, 'orderDate', new Date(Date.now() - 10_000_000).toISOString())
  const { oldestSeconds } = await reconcileCheckouts(endOfTime)
  expect(oldestSeconds).toBeGreaterThanOrEqual(10_000)
  expect(oldestSeconds).toBeLessThan(10_100)
})

test('says when a checkout is overdue and still goes on', async () => {
  const lost = await lostCheckouts(1)
  await set(lost.id, 'attempts', 9)
  for (const _ of [1, 2])
    expect(await reconcileCheckouts(endOfTime)).toMatchObject({ published: 1, failed: 0, overdue: 1 })
  expect(await lost.attempts()).toEqual([11])
})

test('120 large checkouts of one shard are each published once, although each moves on in what is read', async () => {
  const lost = await lostCheckouts(120, { shard: openShards[3], name: 'x'.repeat(2_000) })
  const all = { published: 120, failed: 0, overdue: 0, unfinished: false }
  expect(await reconcileCheckouts(endOfTime)).toMatchObject(all)
  expect(await lost.attempts()).toEqual(Array(120).fill(1))
  await vi.waitFor(async () => expect(await publishedInAll()).toBe(120), 10_000)
}, 300_000)

test('what the bus did not take stays due, and its attempt is not counted', async () => {
  const { id } = await lostCheckouts(1)
  const before = await findCheckout(id)
  const away = vi.spyOn(eventBridge, 'send').mockImplementation(() => {
    throw new Error('The bus is away')
  })
  expect(await reconcileCheckouts(endOfTime)).toMatchObject({ published: 0, failed: 1 })
  away.mockRestore()
  expect(await findCheckout(id)).toEqual(before)
  expect(await reconcileCheckouts(endOfTime)).toMatchObject({ published: 1, failed: 0 })
})

test('a run whose time is over leaves the rest as it was, and the one that goes on takes just that', async () => {
  const lost = await lostCheckouts(200)
  const beganAt = new Date()
  let begun = 0
  const cutShort = await reconcileCheckouts(endOfTime, { timeLeft: () => (++begun < 8 ? 1 : 0) })
  expect(cutShort).toMatchObject({ failed: 0, unfinished: true })
  expect(cutShort.published).toBeGreaterThan(0)
  expect(cutShort.published).toBeLessThan(200)
  const rest = await reconcileCheckouts(endOfTime, { goesOnFrom: beganAt })
  expect(rest).toMatchObject({ published: 200 - cutShort.published, failed: 0, unfinished: false })
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
  expect([await fine.attempts(), await lost.attempts()]).toEqual([
    [1, 1],
    [0, 0],
  ])
})
