import type { IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { SQS, type SQSClientConfig } from '@aws-sdk/client-sqs'
import { buildApp } from 'fauxqs'
import * as z from 'zod'
import { accessDenied, type Callers, refusalOf } from './aws/callers.ts'
import type { Metrics } from './aws/metrics.ts'

const HasUrl = z.looseObject({ QueueUrl: z.string() })
const HasUrls = z.looseObject({ QueueUrls: z.array(z.string()) })
type Request = { method: string; headers: IncomingHttpHeaders }
type Reply = {
  code(status: number): Reply
  header(name: string, value: string): Reply
  send(body: object): Reply
  statusCode: number
}

/** A request that hangs holds up what comes after it. */
const patience = { connectionTimeout: 1_000, requestTimeout: 5_000, throwOnRequestTimeout: true }

/** SQS wherever it is. Queues are asked at its endpoint, whatever host their URLs name. */
export const sqsClient = (config: SQSClientConfig) =>
  new SQS({ ...config, requestHandler: patience, useQueueUrlAsEndpoint: false })

type Place = { region: string; callers: Callers; metrics?: Metrics }

/**
 * Starts SQS (fauxqs) on a free port of 127.0.0.1, in this process and in memory. It answers nobody but `callers`, and
 * no other service or protocol that fauxqs has. `metrics` is told what comes and goes.
 */
export async function startQueues({ region, callers, metrics }: Place) {
  const app = buildApp({ logger: false, defaultRegion: region })
  const port = () => (app.server.address() as AddressInfo).port

  // fauxqs puts sqs.<region>.localhost into queue URLs; many machines cannot resolve that name.
  const moved = (url: string, host: string) => url.replace(/^https?:\/\/[^/]+/, `http://${host}:${port()}`)
  app.addHook('onRequest', async (request: Request, reply: Reply) => {
    const refusal = refusalOf(request.headers, port(), callers) ?? otherProtocol(request)
    if (refusal) return reply.code(403).header('connection', 'close').send(accessDenied(refusal))
  })
  app.addHook('preHandler', async (request: { body: unknown }) => {
    const { data } = HasUrl.safeParse(request.body)
    if (data) request.body = { ...data, QueueUrl: moved(data.QueueUrl, `sqs.${region}.localhost`) }
  })
  app.addHook('onResponse', async (request: Request & { body: unknown }, { statusCode }: Reply) => {
    const moving = statusCode === 200 ? movedBy(request) : undefined
    if (moving) metrics?.add(moving.metric, moving.count)
  })
  app.addHook('preSerialization', async (_request: unknown, _reply: unknown, payload: unknown) => {
    const reachable = (url: string) => moved(url, '127.0.0.1')
    const [one, many] = [HasUrl.safeParse(payload).data, HasUrls.safeParse(payload).data]
    if (one) return { QueueUrl: reachable(one.QueueUrl) }
    return many ? { ...many, QueueUrls: many.QueueUrls.map(reachable) } : payload
  })

  const url = await app.listen({ port: 0, host: '127.0.0.1' })
  return { url, close: async () => void (await app.close()) }
}

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-making-api-requests-json.html */
function otherProtocol({ method, headers }: Request) {
  const target = String(headers['x-amz-target'])
  const isJson = method === 'POST' && headers['content-type'] === 'application/x-amz-json-1.0'
  return isJson && target.startsWith('AmazonSQS.') ? undefined : 'Nothing but SQS in JSON is served'
}

const HasEntries = z.looseObject({ QueueUrl: z.string(), Entries: z.array(z.unknown()).optional() })
const moves: Record<string, string> = {
  SendMessage: 'NumberOfMessagesSent',
  SendMessageBatch: 'NumberOfMessagesSent',
  DeleteMessage: 'NumberOfMessagesDeleted',
  DeleteMessageBatch: 'NumberOfMessagesDeleted',
}

/** What CloudWatch counts of a request: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html */
function movedBy({ headers, body }: { headers: IncomingHttpHeaders; body: unknown }) {
  const metricName = moves[String(headers['x-amz-target']).replace('AmazonSQS.', '')]
  const { data } = HasEntries.safeParse(body)
  if (!metricName || !data) return undefined
  const QueueName = data.QueueUrl.split('/').at(-1) ?? ''
  const metric = { namespace: 'AWS/SQS', metricName, dimensions: { QueueName } }
  return { metric, count: data.Entries?.length ?? 1 }
}
