import {
  DeleteMessageCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SQSClient,
} from '@aws-sdk/client-sqs'
import { Resource } from 'sst'
import { expect, test } from 'vitest'
import { embeddedAws } from '../../tests/embedded-aws'
import { readLastHour, readRates } from './read-rates'

embeddedAws()

test('what comes to a queue and what is done with is told by the minute, apart for each', async () => {
  const later = (seconds: number) => Date.now() + seconds * 1000
  expect(await readRates(later(-60))).toEqual({})
  const sqs = new SQSClient({})
  const QueueUrl = Resource.PaymentQueue.url
  const Entries = Array.from({ length: 10 }, (_, index) => ({ Id: `${index}`, MessageBody: 'x' }))
  await sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries }))
  const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 5 }))
  for (const { ReceiptHandle } of Messages)
    await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }))
  expect(await readRates(later(1))).toEqual({ PaymentQueue: { in: 2, out: 1 } })
  const { PaymentQueue: minutes = [], OrderQueue } = await readLastHour(later(1))
  expect(minutes).toHaveLength(60)
  // The minute may have ended meanwhile.
  const sumOf = (direction: 'in' | 'out') =>
    minutes.slice(-2).reduce((sum, minute) => sum + minute[direction], 0)
  expect([sumOf('in'), sumOf('out')]).toEqual([10, 5])
  expect(minutes.slice(0, -2)).toEqual(Array.from({ length: 58 }, () => ({ in: 0, out: 0 })))
  expect(OrderQueue).toBeUndefined()

  expect(await readRates(later(600))).toEqual({})
  const earlier = (await readLastHour(later(600))).PaymentQueue ?? []
  expect(earlier.slice(-12, -8).some((minute) => minute.in > 0)).toBe(true)
  expect(await readLastHour(later(4_000))).toEqual({})
})
