import { setImmediate as turn } from 'node:timers/promises'
import { PutEventsCommand } from '@aws-sdk/client-eventbridge'
import { PutCommand } from '@aws-sdk/lib-dynamodb'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import * as z from 'zod'
import { handler as reconcile } from '../../functions/reconcile'
import { readTopology } from '../../local/topology'
import { createAgenda } from '../../tests/chaos/actors'
import { type Command, memoryTables } from '../../tests/chaos/tables/memory'
import { eventBridge } from '../aws/bus'
import { dynamo } from '../aws/dynamo'
import { Money } from '../money'
import { Checkout, dueAfter, openShardOf, openShards, orderDateOf } from './checkout'
import { closeCheckout } from './store'

vi.hoisted(() => {
  process.env.POWERTOOLS_LOG_LEVEL = 'CRITICAL'
  process.env.SST_RESOURCE_CheckoutTable = JSON.stringify({ name: 'CheckoutTable' })
  process.env.SST_RESOURCE_SwnEventBus = JSON.stringify({ name: 'SwnEventBus' })
})

const minuteMs = 60_000
/** Ten minutes without a bus. */
const outageMinutes = 10
const acceptedEachMinute = 3_000
const waiting = outageMinutes * acceptedEachMinute
/** So slow that no run of the reconciler holds all that waits. */
const callMs = { query: 20, update: 30, publish: 250 }
const settlingMs = 2 * callMs.update
/** From an event to the last fact of its order, behind all the others. */
const settledAfterMs = 90_000
/** The threshold of the alarm OldestOpenCheckout. */
const oldestAllowedSeconds = 900

let isBusAway = true
let settled = 0
const published: { orderId: string; at: number }[] = []
const agenda = createAgenda(Date.parse('2026-11-29T10:00:00.000Z'))
const later = (ms: number) => new Promise((resolve) => agenda.after(ms, () => resolve(undefined)))

/** Lets simulated time go by, one call after the other. */
async function pass(ms: number) {
  let isOver = false
  agenda.after(ms, () => {
    isOver = true
  })
  while (!isOver) {
    await turn()
    const next = agenda.next()
    vi.setSystemTime(agenda.now())
    next?.run()
  }
}

/** Each shard by itself, as a partition of the index is. */
const tablesOfShards = async () => {
  const { tables } = await readTopology()
  return new Map(openShards.map((shard) => [shard, memoryTables(tables)]))
}
let shards: Awaited<ReturnType<typeof tablesOfShards>>

function sendToShard(command: Command) {
  const { Key, Item, ExpressionAttributeValues } = command.input as Record<string, Record<string, string>>
  const id = (Key ?? Item)?.checkoutId
  return shards.get(id ? openShardOf(id) : (ExpressionAttributeValues?.[':shard'] ?? ''))?.send(command)
}

beforeAll(async () => {
  shards = await tablesOfShards()
  vi.useFakeTimers({ toFake: ['Date'], now: agenda.now() })
  vi.spyOn(dynamo, 'send').mockImplementation(async (command: Command) => {
    await later('Key' in command.input ? callMs.update : callMs.query)
    return sendToShard(command)
  })
  vi.spyOn(eventBridge, 'send').mockImplementation(async (command: unknown) => {
    if (!(command instanceof PutEventsCommand)) throw new Error('The bus takes nothing else')
    await later(callMs.publish)
    if (isBusAway) throw new Error('The bus is away')
    const entries = command.input.Entries ?? []
    for (const { Detail = '' } of entries)
      published.push({ orderId: JSON.parse(Detail).orderId, at: agenda.now() })
    return { FailedEntryCount: 0, Entries: entries.map((_, index) => ({ EventId: `event-${index}` })) }
  })
})
afterAll(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

/** What the functions have done by now. */
async function settlePublished() {
  const due = published.findIndex(({ at }) => at + settledAfterMs > agenda.now())
  const closing = published.splice(0, due < 0 ? published.length : due).map(({ orderId }) => orderId)
  const closed = Promise.all(closing.map((orderId) => closeCheckout(orderId, new Date())))
  await pass(settlingMs)
  settled += (await closed).filter(({ closed }) => closed).length
}

async function acceptCheckouts() {
  const now = new Date()
  for (let index = 0; index < acceptedEachMinute; index++) {
    const checkoutId = `ORD-${now.getTime()}-${index}`
    const checkout: Checkout = {
      checkoutId,
      userName: checkoutId,
      orderDate: orderDateOf(now, checkoutId),
      items: [{ productId: 'cup', productName: 'Cup', price: Money.parse(1), quantity: 1 }],
      totalPrice: Money.parse(1),
      paymentMethod: 'card',
      attempts: 0,
      open: openShardOf(checkoutId),
      dueAt: dueAfter(now, 0),
    }
    await sendToShard(new PutCommand({ TableName: 'CheckoutTable', Item: z.encode(Checkout, checkout) }))
  }
}

/** One firing of the schedule, with sixty seconds to run in. */
async function runForAMinute() {
  const end = agenda.now() + minuteMs
  const run = reconcile({}, { getRemainingTimeInMillis: () => end - agenda.now() })
  await pass(minuteMs - settlingMs)
  await settlePublished()
  return run
}

test('30,000 checkouts that an outage left open settle within minutes, and no alarm rings for them', async () => {
  for (let minute = 0; minute < outageMinutes; minute++) {
    await acceptCheckouts()
    expect(await runForAMinute()).toMatchObject({ published: 0, overdue: 0 })
  }
  isBusAway = false
  const runs = []
  while (settled < waiting && runs.length < 15) runs.push(await runForAMinute())

  expect(settled).toBe(waiting)
  expect(runs.filter(({ unfinished }) => unfinished).length).toBeGreaterThan(1)
  for (const run of runs) {
    expect(run).toMatchObject({ failed: 0, overdue: 0 })
    expect(run.oldestSeconds).toBeLessThan(oldestAllowedSeconds)
  }
  // Settled after its postponement, a checkout is due no more; none was published a third time.
  expect(runs.reduce((published, run) => published + run.published, 0)).toBeLessThan(2 * waiting)
}, 300_000)
