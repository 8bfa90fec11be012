import * as z from 'zod'
import { FunctionArguments, recordFunction } from './compute.ts'
import type { Recorder } from './recorder.ts'
import { referTo } from './references.ts'
import { Duration, parseArguments, strict } from './strict.ts'

const QueueArguments = z.strictObject({
  visibilityTimeout: Duration.default(30),
  dlq: z.strictObject({ queue: z.string(), retry: z.number() }).optional(),
  transform: z
    .strictObject({ queue: z.strictObject({ messageRetentionSeconds: z.number().optional() }) })
    .optional(),
})

const Subscription = z.strictObject({
  batch: z
    .strictObject({ size: z.int().max(10).default(10), partialResponses: z.boolean().default(false) })
    .prefault({}),
  transform: z
    .strictObject({
      eventSourceMapping: z.strictObject({
        scalingConfig: z.strictObject({ maximumConcurrency: z.int().min(2).max(1000) }),
      }),
    })
    .optional(),
})

/** `sst.aws.Queue` with `subscribe`, and `sst.aws.Bus`. */
export const messaging = (recorder: Recorder) => ({
  Queue: recorder.component(
    'sst.aws.Queue',
    QueueArguments,
    (name, { visibilityTimeout, dlq, transform }) => {
      recorder.topology.queues.push({
        name,
        visibilityTimeoutSeconds: visibilityTimeout,
        ...transform?.queue,
        ...(dlq && { deadLetters: { arn: dlq.queue, maxReceiveCount: dlq.retry } }),
      })
      const label = `sst.aws.Queue ${name}`
      return {
        url: referTo(name, 'url'),
        arn: referTo(name, 'arn'),
        nodes: strict(`${label}.nodes`, {
          queue: strict(`${label}.nodes.queue`, { name: referTo(name, 'name') }),
        }),
        subscribe(subscriber: unknown, args: unknown = {}) {
          const { batch, transform } = parseArguments(`${label}.subscribe`, Subscription, args)
          return recordFunction(
            recorder,
            parseArguments(`${label}.subscribe`, FunctionArguments, subscriber),
            {
              queue: name,
              batchSize: batch.size,
              partialResponses: batch.partialResponses,
              ...transform?.eventSourceMapping.scalingConfig,
            },
          )
        },
      }
    },
    (queue: { url: string }) => ({ url: queue.url }),
  ),
  Bus: recorder.component(
    'sst.aws.Bus',
    z.strictObject({}),
    (name) => {
      recorder.topology.buses.push({ name })
      return { name: referTo(name, 'name'), arn: referTo(name, 'arn') }
    },
    (bus: { name: string; arn: string }) => ({ name: bus.name, arn: bus.arn }),
  ),
})
