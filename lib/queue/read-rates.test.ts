import {
  DeleteMessageCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SQSClient,
} from '@aws-sdk/client-sqs'
import { Resource } from 'sst'
import { expect, test } from 'vitest'
import { embeddedAws } from '../../tests/embedded-aws'
import { readRates } from './read-rates'

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
  expect(await readRates(later(600))).toEqual({})
})
