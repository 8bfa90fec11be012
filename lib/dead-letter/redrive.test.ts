import { SendMessageCommand } from '@aws-sdk/client-sqs'
import { expect, test, vi } from 'vitest'
import { z } from 'zod'
import { embeddedAws, stock } from '../../tests/embedded-aws'
import { purchaseOf } from '../../tests/purchases'
import { envelopeOf } from '../../tests/sqs-records'
import { sqs } from '../aws/queue'
import { events } from '../events'
import type { DeadLetter } from './dead-letter'
import { deadLetterQueues, queueNameOf, sources } from './queues'
import { countWaiting, readDeadLetters } from './read-dead-letters'
import { dryRun, redrive } from './redrive'

embeddedAws()

const send = (QueueUrl: string, MessageBody: string) =>
  sqs.send(new SendMessageCommand({ QueueUrl, MessageBody })).then(({ MessageId = '' }) => MessageId)
const queueOf = (name: string) => {
  const queue = sources()[name]
  if (!queue) throw new Error(`${name} is not watched`)
  return queue
}

test('looking at dead letters, also two at once, leaves each where it is and counts as a receive', async () => {
  const { deadLetters } = queueOf('OrderQueue')
  const sent = await Promise.all(
    Array.from({ length: 23 }, (_, index) => send(deadLetters, `letter ${index}`)),
  )
  const seen = new Set<string>()
  // What a busy machine was too slow to receive is hidden for a while, and comes back.
  const look = (letters: DeadLetter[]) => {
    for (const { messageId } of letters) seen.add(messageId)
    expect(seen).toEqual(new Set(sent))
    return letters
  }
  const patient = { timeout: 90_000, interval: 100 }
  await vi.waitFor(async () => {
    const both = await Promise.all([readDeadLetters(deadLetters), readDeadLetters(deadLetters)])
    look(both.flat())
  }, patient)
  await vi.waitFor(async () => expect(await countWaiting(deadLetters)).toBe(23), patient)
  seen.clear()
  const again = await vi.waitFor(async () => look(await readDeadLetters(deadLetters)), patient)
  expect(again.every(({ receives }) => receives >= 2)).toBe(true)
})

test('what is chosen goes back to its queue, fixed or as it was, and the rest stays', async () => {
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

  const done = await redrive(deadLetters, [poison, 'not-there'], { [poison]: good })
  expect(done).toEqual({ moved: [poison], left: ['not-there'], replaced: { [poison]: bad } })
  expect((await readDeadLetters(deadLetters)).map(({ messageId }) => messageId)).toEqual([kept])
  expect((await readDeadLetters(url)).map(({ body }) => body)).toEqual([good])
})

test('what the bus could not deliver goes to the queue that it was meant for', async () => {
  const { SwnEventBusDlq = '' } = deadLetterQueues()
  const { url } = queueOf('PaymentQueue')
  const StringValue = `arn:aws:sqs:us-east-1:000000000000:${queueNameOf(url)}`
  const sendTo = (MessageBody: string, MessageAttributes: object) =>
    sqs
      .send(
        new SendMessageCommand({
          QueueUrl: SwnEventBusDlq,
          MessageBody,
          MessageAttributes: { ...MessageAttributes },
        }),
      )
      .then(({ MessageId = '' }) => MessageId)
  const lost = await sendTo('lost', { TARGET_ARN: { DataType: 'String', StringValue } })
  const strange = await sendTo('strange', {})
  const [letter] = await readDeadLetters(SwnEventBusDlq)
  expect(letter && (await dryRun(SwnEventBusDlq, letter))?.words).toBe('will fail again: it is not JSON')
  expect(await redrive(SwnEventBusDlq, [lost, strange])).toMatchObject({ moved: [lost], left: [strange] })
  expect((await readDeadLetters(url)).map(({ body }) => body)).toEqual(['lost'])
})
