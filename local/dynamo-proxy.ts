import { Agent, createServer, request } from 'node:http'
import { accessDenied, type Callers, refusalOf } from './aws/callers.ts'
import { listenOnLoopback } from './aws/server.ts'

/**
 * Passes on to a DynamoDB that asks nobody who they are what comes from `callers`, on a free port of 127.0.0.1.
 *
 * @returns its URL; `close` ends open connections too
 */
export async function startDynamoProxy(to: { host: string; port: number }, callers: Callers) {
  const agent = new Agent({ keepAlive: true })
  const server = createServer({ keepAliveTimeout: 60_000 }, (incoming, outgoing) => {
    const { method, url: path, headers } = incoming
    const refusal = refusalOf(headers, port, callers)
    if (refusal) {
      outgoing.writeHead(403, { 'content-type': 'application/x-amz-json-1.0', connection: 'close' })
      outgoing.end(JSON.stringify(accessDenied(refusal)))
      return
    }
    const passed = request({ ...to, agent, method, path, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(outgoing).once('error', () => answer.destroy())
    })
    passed.once('error', () => outgoing.destroy())
    outgoing.once('close', () => outgoing.writableFinished || passed.destroy())
    incoming.pipe(passed)
  })
  const { port, url, close } = await listenOnLoopback(server)
  return {
    url,
    async close() {
      agent.destroy()
      await close()
    },
  }
}
