import { CloudWatchClient, DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch'
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs'
import { Resource } from 'sst'
import { expect, test } from 'vitest'
import { embeddedAws } from '../../tests/embedded-aws'
import type { Alarm } from '../topology'
import { judge } from './alarm-state'
import { createMetrics } from './metrics'

embeddedAws()

const minute = 60_000
const now = Math.floor(Date.now() / minute) * minute + 30_000
const dimensions = { service: 'site' }
const alarmOf = (given: Partial<Alarm> = {}) => ({
  ...{ alarmName: 'x', alarmDescription: 'x', namespace: 'Swoon', metricName: 'PublishFailed', dimensions },
  ...({ statistic: 'Sum', comparisonOperator: 'GreaterThanThreshold', threshold: 0, period: 60 } as const),
  ...({ evaluationPeriods: 1, treatMissingData: 'notBreaching' } as const),
  ...given,
})
const line = (value: number | number[], at: number) =>
  JSON.stringify({
    _aws: {
      Timestamp: at,
      CloudWatchMetrics: [
        {
          Namespace: 'Swoon',
          Dimensions: [['service']],
          Metrics: [{ Name: 'PublishFailed', Unit: 'Count' }],
        },
      ],
    },
    service: 'site',
    PublishFailed: value,
  })

test('an alarm rings on what functions have written, in as many periods as it asks for', () => {
  const metrics = createMetrics()
  const state = (alarm = alarmOf(), since = 0) => judge(alarm, metrics, { now, since }).state
  expect(state()).toBe('OK')
  metrics.note('{"level":"INFO"}')
  metrics.note('{"_aws"')
  metrics.note(line([0, 0], now))
  expect(state()).toBe('OK')
  metrics.note(line([1, 2], now - 1000))
  expect(state()).toBe('ALARM')
  expect(state(alarmOf({ threshold: 3 }))).toBe('OK')
  expect(state(alarmOf({ statistic: 'Maximum', threshold: 1 }))).toBe('ALARM')
  expect(state(alarmOf({ dimensions: { service: 'payment' } }))).toBe('OK')

  const lasting = alarmOf({ period: 300, evaluationPeriods: 3 })
  expect(state(lasting)).toBe('OK')
  for (const back of [7, 12]) metrics.note(line(1, now - back * minute))
  expect(state(lasting)).toBe('ALARM')
  // What is written is forgotten: no alarm looks back so far.
  metrics.note(line(0, now + 100 * minute))
  expect(judge(lasting, metrics, { now, since: 0 }).state).toBe('OK')
})

test('missing data is as the alarm says, and nothing is missing before there was anything', () => {
  const silent = alarmOf({
    ...{ statistic: 'SampleCount', comparisonOperator: 'LessThanThreshold', threshold: 1 },
    ...{ evaluationPeriods: 5, treatMissingData: 'breaching' },
  })
  const metrics = createMetrics()
  const state = (since: number) => judge(silent, metrics, { now, since }).state
  expect(state(now - minute)).toBe('INSUFFICIENT_DATA')
  expect(state(now - 10 * minute)).toBe('ALARM')
  metrics.note(line(0, now - 2 * minute))
  expect(state(now - 10 * minute)).toBe('OK')
})

test('what is not measured here is not known, and says so', () => {
  const throttles = alarmOf({ namespace: 'AWS/Lambda', metricName: 'Throttles' })
  expect(judge(throttles, createMetrics(), { now, since: 0 })).toEqual({
    state: 'INSUFFICIENT_DATA',
    reason: expect.stringContaining('does not measure'),
  })
})

test('a dead letter lets its alarm ring, which says since when', async () => {
  const ask = async (AlarmNamePrefix: string) => {
    const { MetricAlarms = [] } = await new CloudWatchClient({}).send(
      new DescribeAlarmsCommand({ AlarmNamePrefix }),
    )
    return MetricAlarms
  }
  const prefix = `${Resource.App.name}-${Resource.App.stage}-PaymentQueueDlq`
  expect(await ask('nothing')).toEqual([])
  const [quiet, ...others] = await ask(prefix)
  expect(others).toEqual([])
  expect(quiet).toMatchObject({
    ...{ AlarmName: `${prefix}Depth`, StateValue: 'OK', Threshold: 0 },
    ...{ AlarmDescription: expect.stringContaining('a message failed ten times') },
  })
  const QueueUrl = Resource.PaymentQueueDlq.url
  await new SQSClient({}).send(new SendMessageCommand({ QueueUrl, MessageBody: 'no event' }))
  const [ringing] = await ask(prefix)
  expect(ringing).toMatchObject({ StateValue: 'ALARM', StateReason: 'Last: 1, against 0.' })
  const since = ringing?.StateUpdatedTimestamp
  expect(since?.getTime()).toBeGreaterThan(quiet?.StateUpdatedTimestamp?.getTime() ?? 0)
  expect((await ask(prefix))[0]?.StateUpdatedTimestamp).toEqual(since)
})
