import { SendMessageBatchCommand, SendMessageCommand } from '@aws-sdk/client-sqs'
import { PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { Resource } from 'sst'
import { expect, test, vi } from 'vitest'
import { z } from 'zod'
import { embeddedAws, rowsOf, stock } from '../../tests/embedded-aws'
import { purchaseOf } from '../../tests/purchases'
import { envelopeOf } from '../../tests/sqs-records'
import { batchesOf } from '../aws/batches'
import { dynamo } from '../aws/dynamo'
import { Malformed } from '../aws/message'
import { sqs } from '../aws/queue'
import { events } from '../events'
import { noteFailure } from '../failure/note-failure'
import { timeLeftOf } from '../time-left'
import { beginRedrive } from './begin-redrive'
import { chooseLetters, glanceAtLetters } from './choose-letters'
import { abortRedrive, continueRedrive, continueRedrives } from './continue-redrive'
import { type DeadLetter, outcomeOfPlan } from './dead-letter'
import { dryRun } from './plan-letters'
import { deadLetterQueues, queueNameOf, sources } from './queues'
import { countWaiting, readDeadLetters } from './read-dead-letters'
import { findJob } from './store'
import { watchRedrive } from './watch-redrive'

embeddedAws()

const send = (QueueUrl: string, MessageBody: string) =>
  sqs.send(new SendMessageCommand({ QueueUrl, MessageBody })).then(({ MessageId = '' }) => MessageId)
const queueOf = (name: string) => {
  const queue = sources()[name]
  if (!queue) throw new Error(`${name} is not watched`)
  return queue
}
const by = { by: 'operator', why: 'its cause has ended' }
const anHour = () => timeLeftOf(3_600_000)
const bodiesIn = async (url: string) => (await readDeadLetters(url)).map(({ body }) => body).toSorted()
/** What a busy machine was too slow to give back is hidden for a while. */
const patient = { timeout: 60_000, interval: 200 }

/** Begins a redrive of what is meant. */
async function begin(queue: string, perSecond: number, messageIds?: string[]) {
  const letters = (await chooseLetters(queue, { messageIds })) ?? []
  const job = await beginRedrive({ queue, letters, perSecond, ...by })
  if (!job) throw new Error('nothing was to be moved')
  return job
}

/** Dead letters of a queue, numbered, that no function takes. */
async function bury(name: string, count: number) {
  const bodies = Array.from({ length: count }, (_, index) => `letter ${name} ${1_000 + index}`)
  for (const batch of batchesOf(bodies, 10))
    await sqs.send(
      new SendMessageBatchCommand({
        QueueUrl: queueOf(name).deadLetters,
        Entries: batch.map((MessageBody, index) => ({ Id: String(index), MessageBody })),
      }),
    )
  return bodies
}

/** As it is after whoever took a step was killed, and a while has gone by. */
const forgetHolder = (id: string, more = {}) =>
  dynamo.send(
    new UpdateCommand({
      TableName: Resource.DeadLetterTable.name,
      Key: { kind: 'job', id },
      UpdateExpression: `SET busyUntil = :long${Object.keys(more).map((name) => `, ${name} = :${name}`)}`,
      ExpressionAttributeValues: {
        ':long': '2020-01-01T00:00:00.000Z',
        ...Object.fromEntries(Object.entries(more).map(([name, value]) => [`:${name}`, value])),
      },
    }),
  )

test('looking at dead letters, also two at once, leaves each where it is and counts as a receive', async () => {
  const { deadLetters } = queueOf('OrderQueue')
  const sent = await Promise.all(
    Array.from({ length: 23 }, (_, index) => send(deadLetters, `letter ${index}`)),
  )
  const seen = new Set<string>()
  const look = (letters: DeadLetter[]) => {
    for (const { messageId } of letters) seen.add(messageId)
    expect(seen).toEqual(new Set(sent))
    return letters
  }
  await vi.waitFor(async () => {
    const both = await Promise.all([readDeadLetters(deadLetters), readDeadLetters(deadLetters)])
    look(both.flat())
  }, patient)
  await vi.waitFor(async () => expect(await countWaiting(deadLetters)).toBe(23), patient)
  seen.clear()
  const again = await vi.waitFor(async () => look(await readDeadLetters(deadLetters)), patient)
  expect(again.every(({ receives }) => receives >= 2)).toBe(true)

  const glances = await Promise.all([glanceAtLetters('OrderQueueDlq'), glanceAtLetters('OrderQueueDlq')])
  for (const letters of glances)
    expect(new Set(letters?.map(({ messageId }) => messageId))).toEqual(new Set(sent))

  const job = await begin('OrderQueueDlq', 20)
  const ended = await continueRedrive(job.id, anHour())
  expect(await glanceAtLetters('OrderQueueDlq')).toEqual([])
  expect(ended).toMatchObject({ state: 'ended', moved: 23, total: 23 })
  expect(await countWaiting(deadLetters)).toBe(0)
  expect(await countWaiting(queueOf('OrderQueue').url)).toBe(23)
  const [entry] = await rowsOf('AuditTable')
  expect(entry).toMatchObject({
    ...{ who: 'operator', what: 'redrive', target: 'OrderQueueDlq: 23 messages', after: 'moved 23' },
    before: '23: will fail again: it is not JSON',
    call: expect.stringContaining('aws sqs delete-message'),
  })
})

test('what is chosen goes back, what is gone is told, and the rest stays; then it is seen whether it failed again', async () => {
  const { url, deadLetters } = queueOf('InventoryQueue')
  const cup = await stock({ availableStock: 5 })
  const detail = z.encode(events.CheckoutBasket.detail, purchaseOf([cup, 3]))
  const good = envelopeOf('CheckoutBasket', detail)
  const bad = envelopeOf('CheckoutBasket', { ...detail, items: [{ ...detail.items[0], quantity: 0 }] })
  const [kept, poison] = [await send(deadLetters, good), await send(deadLetters, bad)]
  const said = await Promise.all([good, bad].map((body) => dryRun(deadLetters, { body })))
  expect(said.map((plan) => plan?.words)).toEqual([
    'will take 3 of 5 in stock',
    expect.stringContaining('will fail again: items[0].quantity'),
  ])
  const failed = (messageId: string) =>
    noteFailure({
      ...{ queue: queueNameOf(url), messageId, ids: { orderId: detail.orderId } },
      error: new Malformed('…', ['items[0].quantity']),
    })
  await failed(poison)
  const cause = 'InventoryQueue|Malformed|items[].quantity|'
  const byCause = await vi.waitFor(async () => {
    const meant = await chooseLetters('InventoryQueueDlq', { cause })
    expect(meant?.map(({ messageId }) => messageId)).toEqual([poison])
    return meant
  }, patient)
  const outcome = outcomeOfPlan(byCause?.[0]?.plan)
  expect(outcome).toContain('items[…].quantity')
  expect(await chooseLetters('InventoryQueueDlq', { outcome })).toMatchObject([{ messageId: poison }])
  expect(await chooseLetters('NoQueue')).toBeUndefined()

  const letters = [...(byCause ?? []), { ...byCause?.[0], messageId: 'not-there' } as never]
  const job = await beginRedrive({ queue: 'InventoryQueueDlq', letters, perSecond: 100, ...by })
  const { id = '' } = job ?? {}
  expect(await continueRedrive(id, anHour())).toMatchObject({ state: 'running', moved: 1, total: 2 })
  await forgetHolder(id, { missingSince: '2020-01-01T00:00:00.000Z' })
  expect(await continueRedrive(id, anHour())).toMatchObject({ state: 'ended', moved: 1 })
  expect(await rowsOf('AuditTable')).toContainEqual(
    expect.objectContaining({ after: 'moved 1, not there any more 1' }),
  )
  expect((await readDeadLetters(deadLetters)).map(({ messageId }) => messageId)).toEqual([kept])
  expect(await bodiesIn(url)).toEqual([bad])

  expect(await watchRedrive({ id })).toMatchObject([{ outcome: 'under way' }])
})

test('what the bus could not deliver goes to the queue that it was meant for', async () => {
  const { SwnEventBusDlq = '' } = deadLetterQueues()
  const { url } = queueOf('PaymentQueue')
  const StringValue = `arn:aws:sqs:us-east-1:000000000000:${queueNameOf(url)}`
  const sendTo = (MessageBody: string, MessageAttributes: object) =>
    sqs.send(
      new SendMessageCommand({
        QueueUrl: SwnEventBusDlq,
        MessageBody,
        MessageAttributes: { ...MessageAttributes },
      }),
    )
  await sendTo('lost', { TARGET_ARN: { DataType: 'String', StringValue } })
  await sendTo('strange', {})
  const letters = (await chooseLetters('SwnEventBusDlq')) ?? []
  // A send that a busy machine was too slow to answer was sent again.
  const words = new Set(letters.map(({ plan }) => plan?.words))
  expect(words).toEqual(new Set(['will fail again: it is not JSON', undefined]))
  const job = await beginRedrive({ queue: 'SwnEventBusDlq', letters, perSecond: 5, ...by })
  expect(await continueRedrive(job?.id ?? '', anHour())).toMatchObject({ state: 'ended' })
  expect(new Set(await bodiesIn(SwnEventBusDlq))).toEqual(new Set(['strange']))
  expect(new Set(await bodiesIn(url))).toEqual(new Set(['lost']))
})

test('killed in a step, gone on with by two at once, and stopped in the middle, it loses no message', async () => {
  const { url, deadLetters } = queueOf('PaymentQueue')
  for (const { messageId } of await readDeadLetters(url)) expect(messageId).toBeTruthy()
  const before = await bodiesIn(url)
  const bodies = await bury('PaymentQueue', 40)
  const all = async () => [...(await bodiesIn(url)), ...(await bodiesIn(deadLetters))]
  const job = await begin('PaymentQueueDlq', 5)

  // Killed after it had noted what it was about to send, with some of it sent, and one of these not deleted yet.
  const { letters, ...row } = (await rowsOf('DeadLetterTable')).find(
    ({ kind, id }) => kind === 'letters' && id === job.id,
  ) ?? { letters: [] }
  const at = new Date().toISOString()
  const marked = letters.map((letter: object, index: number) => (index < 10 ? { ...letter, at } : letter))
  await dynamo.send(
    new PutCommand({ TableName: Resource.DeadLetterTable.name, Item: { ...row, letters: marked } }),
  )
  const [first = ''] = bodies
  await send(url, first)

  const both = await Promise.all([
    continueRedrive(job.id, timeLeftOf(1)),
    continueRedrive(job.id, timeLeftOf(1)),
  ])
  expect(Math.max(...both.map((one) => one?.moved ?? 0))).toBeLessThanOrEqual(20)
  const running = continueRedrive(job.id, anHour())
  await vi.waitFor(async () => expect(await countWaiting(url)).toBeGreaterThan(before.length + 21), patient)
  expect(await abortRedrive(job.id, 'operator')).toBe(true)
  const aborted = await running
  expect(aborted).toMatchObject({ state: 'aborted', total: 40 })
  expect(aborted?.moved).toBeLessThan(40)
  expect(await abortRedrive(job.id, 'operator')).toBe(false)
  await vi.waitFor(async () => expect(new Set(await all())).toEqual(new Set([...before, ...bodies])), patient)

  const next = await begin('PaymentQueueDlq', 100)
  // Killed before its first step: the function of each minute goes on with it.
  await forgetHolder(next.id)
  await continueRedrives(anHour())
  expect(await findJob(next.id)).toMatchObject({ state: 'ended', moved: 40 - (aborted?.moved ?? 0) })
  await vi.waitFor(async () => {
    expect(await countWaiting(deadLetters)).toBe(0)
    expect(new Set(await bodiesIn(url))).toEqual(new Set([...before, ...bodies]))
  }, patient)
})
