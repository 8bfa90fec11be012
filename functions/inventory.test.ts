import { TransactionCanceledException } from '@aws-sdk/client-dynamodb'
import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb'
import { afterEach, expect, test, vi } from 'vitest'
import * as z from 'zod'
import { dynamo } from '../lib/aws/dynamo'
import { events } from '../lib/events'
import { findReservation } from '../lib/reservation/store'
import { embeddedAws, stock } from '../tests/embedded-aws'
import { purchaseOf } from '../tests/purchases'
import { envelopeOf, sqsRecord } from '../tests/sqs-records'
import { handler } from './inventory'

embeddedAws()
afterEach(() => {
  vi.restoreAllMocks()
})

async function soldOutBatch() {
  const product = await stock({ availableStock: 0 })
  const purchases = Array.from({ length: 10 }, () => purchaseOf([product, 1]))
  const records = purchases.map((purchase) =>
    sqsRecord(envelopeOf('CheckoutBasket', z.encode(events.CheckoutBasket.detail, purchase))),
  )
  return { purchases, records }
}

/** Whichever of all transactions `meets` names finds another one on the same product. */
function meetOthers(meets: (transaction: number) => boolean) {
  let transactions = 0
  const send = dynamo.send.bind(dynamo)
  vi.spyOn(dynamo, 'send').mockImplementation((command: Parameters<typeof send>[0]) => {
    if (!(command instanceof TransactWriteCommand) || !meets(++transactions)) return send(command)
    const CancellationReasons = (command.input.TransactItems ?? []).map(() => ({
      Code: 'TransactionConflict',
    }))
    throw new TransactionCanceledException({ message: 'Cancelled', $metadata: {}, CancellationReasons })
  })
}

async function handle(Records: ReturnType<typeof sqsRecord>[], limitMs = 10_000) {
  const end = performance.now() + limitMs
  const context = { awsRequestId: 'invocation', getRemainingTimeInMillis: () => end - performance.now() }
  const response = await handler({ Records }, context).catch((error: Error) => error.name)
  return { response, leftMs: end - performance.now() }
}

test('a sold-out batch of ten whose transactions meet others half of the time is rejected in time', async () => {
  const { purchases, records } = await soldOutBatch()
  meetOthers((transaction) => transaction % 2 === 0)
  const { response, leftMs } = await handle(records)
  expect(leftMs).toBeGreaterThan(0)
  expect(response).toEqual({ batchItemFailures: [] })
  for (const { orderId } of purchases)
    expect(await findReservation(orderId)).toMatchObject({ status: 'REJECTED' })
})

test('one whose transactions meet nothing else is handed back in time, and rejected when it comes again', async () => {
  const { purchases, records } = await soldOutBatch()
  meetOthers(() => true)
  const { response, leftMs } = await handle(records, 5_000)
  expect(response).toBe('BatchFailed')
  expect(leftMs).toBeGreaterThan(0)
  vi.restoreAllMocks()
  expect(await handle(records)).toMatchObject({ response: { batchItemFailures: [] } })
  for (const { orderId } of purchases)
    expect(await findReservation(orderId)).toMatchObject({ status: 'REJECTED' })
})
