import { Agent, request } from 'node:http'
import { type Callers, serveCallers } from './aws/callers.ts'

/** Passes the requests of `callers` on to a DynamoDB that asks nobody who they are. */
export async function startDynamoProxy(to: { host: string; port: number }, callers: Callers) {
  const agent = new Agent({ keepAlive: true })
  return serveCallers(callers, (incoming, outgoing) => {
    const { method, url: path, headers } = incoming
    const passed = request({ ...to, agent, method, path, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(outgoing)
    })
    passed.once('error', () => outgoing.destroy())
    incoming.pipe(passed)
  })
}
