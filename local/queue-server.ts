import type { AddressInfo } from 'node:net'
import { buildApp } from 'fauxqs'
import * as z from 'zod'

const Body = z.looseObject({ QueueUrl: z.url() })
const Answer = z.union([z.object({ QueueUrl: z.string() }), z.object({ QueueUrls: z.array(z.string()) })])

/** Starts SQS (fauxqs) on a free port of 127.0.0.1, in this process and in memory. */
export async function startQueues({ region }: { region: string }) {
  const app = buildApp({ logger: false, defaultRegion: region })
  const port = () => (app.server.address() as AddressInfo).port

  // fauxqs puts sqs.<region>.localhost into queue URLs; many machines cannot resolve that name.
  const moved = (url: string, host: string) => `http://${host}:${port()}${new URL(url).pathname}`
  app.addHook('preHandler', async (request: { body: unknown }) => {
    const { data } = Body.safeParse(request.body)
    if (data) request.body = { ...data, QueueUrl: moved(data.QueueUrl, `sqs.${region}.localhost`) }
  })
  app.addHook('preSerialization', async (_request: unknown, _reply: unknown, payload: unknown) => {
    const { data } = Answer.safeParse(payload)
    if (!data) return payload
    const reachable = (url: string) => moved(url, '127.0.0.1')
    return 'QueueUrl' in data
      ? { QueueUrl: reachable(data.QueueUrl) }
      : { QueueUrls: data.QueueUrls.map(reachable) }
  })

  const url = await app.listen({ port: 0, host: '127.0.0.1' })
  return { url, close: async () => void (await app.close()) }
}
