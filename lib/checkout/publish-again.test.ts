import { UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { Resource } from 'sst'
import { afterEach, expect, test, vi } from 'vitest'
import { embeddedAws, receive, rowsOf } from '../../tests/embedded-aws'
import { putLostCheckouts } from '../../tests/lost-checkouts'
import { listEntries } from '../audit/list-entries'
import { eventBridge } from '../aws/bus'
import { dynamo } from '../aws/dynamo'
import { openShards } from './checkout'
import { publishAgain, publishAllAgain } from './publish-again'
import { readOpenCheckouts } from './read-open-checkouts'
import { closeCheckout, findCheckout } from './store'

embeddedAws()
const closing: string[] = []
afterEach(async () => {
  vi.restoreAllMocks()
  for (const id of closing.splice(0)) await closeCheckout(id, new Date())
})

const today = () => new Date().toISOString().slice(0, 10)
const toldOf = async (target: string) =>
  (await listEntries(today(), 2, { what: target })).flatMap(({ entries }) => entries)

async function lost(count: number, given = {}) {
  const ids = await putLostCheckouts(count, given)
  closing.push(...ids)
  return ids
}

const attempted = (checkoutId: string, attempts: number) =>
  dynamo.send(
    new UpdateCommand({
      TableName: Resource.CheckoutTable.name,
      Key: { checkoutId },
      UpdateExpression: 'SET attempts = :attempts',
      ExpressionAttributeValues: { ':attempts': attempts },
    }),
  )

test('an open checkout is published again at once, and who did it, by which call and what came of it is told', async () => {
  const [id = ''] = await lost(1)
  expect(await publishAgain(id, 'ann')).toEqual({ ok: true })
  expect(await receive('OrderQueue', 1)).toMatchObject([{ type: 'CheckoutBasket', detail: { orderId: id } }])
  expect((await findCheckout(id))?.attempts).toBe(1)
  expect(await toldOf(id)).toMatchObject([
    {
      ...{ who: 'ann', what: 'open checkout published again', target: id },
      call: expect.stringMatching(/^aws events put-events .*CheckoutBasket.*ORD-/),
      before: expect.stringMatching(/^open, attempts 0, next attempt /),
      after: 'published, attempts 1',
    },
  ])

  await closeCheckout(id, new Date())
  expect(await publishAgain(id, 'ann')).toEqual({ ok: false, reason: 'settled' })
  expect(await publishAgain('ORD-none', 'ann')).toEqual({ ok: false, reason: 'unknown' })
  expect(await toldOf(id)).toHaveLength(1)
})

test('where the bus is away nothing is published, and the audit says so', async () => {
  const [id = ''] = await lost(1)
  vi.spyOn(eventBridge, 'send').mockImplementation(() => Promise.reject(new Error('away')))
  expect(await publishAgain(id, 'ann')).toEqual({ ok: false, reason: 'failed' })
  expect(await toldOf(id)).toMatchObject([{ after: 'not published' }])
})

test('all that are open are published again, each once; entries are told by who and by what, newest first', async () => {
  const ids = await lost(12)
  expect(await publishAllAgain('ben')).toMatchObject({ published: 12, failed: 0, unfinished: false })
  const events = await receive('OrderQueue', 12)
  expect(events.map(({ detail }) => detail.orderId).toSorted()).toEqual(ids.toSorted())
  await publishAgain(ids[0] ?? '', 'ben')
  const [day] = await listEntries(today(), 2, { who: 'BEN' })
  expect(day?.entries.map(({ what, after }) => `${what}: ${after}`)).toEqual([
    'open checkout published again: published, attempts 2',
    'all open checkouts published again: published 12, failed 0',
  ])
  expect((await rowsOf('AuditTable')).length).toBeGreaterThanOrEqual(3)
})

test('of open checkouts those that were given up come first, then the oldest, and it is said where some were left out', async () => {
  const shard = openShards[3]
  const [first = '', second = '', given = ''] = await lost(3, { shard })
  await attempted(given, 10)
  const { checkouts, isCut, unreadable } = await readOpenCheckouts()
  expect(checkouts.map(({ checkoutId }) => checkoutId)[0]).toBe(given)
  expect(checkouts.map(({ checkoutId }) => checkoutId).toSorted()).toEqual([first, second, given].toSorted())
  expect([isCut, unreadable]).toEqual([false, 0])
  expect(await readOpenCheckouts(2)).toMatchObject({ isCut: true, checkouts: { length: 2 } })
})
