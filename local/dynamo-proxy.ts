import { connect, createServer } from 'node:net'
import { accessDenied, type Callers, refusalOf } from './aws/callers.ts'
import { listenOnLoopback } from './aws/server.ts'

/** What Node itself takes of headers at most. */
const largestHead = 16_384

/**
 * Passes on to a DynamoDB that asks nobody who they are the connections of `callers`, on a free port of 127.0.0.1. The
 * first request of a connection tells whose it is; whatever follows on it comes from the same program.
 *
 * @returns its URL; `close` ends open connections too
 */
export async function startDynamoProxy(to: { host: string; port: number }, callers: Callers) {
  const server = createServer({ noDelay: true }, (socket) => {
    let head = Buffer.alloc(0)
    socket.on('error', () => socket.destroy())
    socket.on('data', function read(chunk) {
      head = Buffer.concat([head, chunk])
      const end = head.indexOf('\r\n\r\n')
      if (end === -1 && head.length < largestHead) return
      socket.off('data', read)
      const refusal = refusalOf(headersIn(head.toString('latin1', 0, end)), port, callers)
      if (refusal) return socket.end(forbidden(refusal))
      const database = connect({ ...to, noDelay: true })
      database.on('error', () => database.destroy()).once('close', () => socket.destroy())
      socket.once('close', () => database.destroy())
      database.write(head)
      socket.pipe(database).pipe(socket)
    })
  })
  const { port, url, close } = await listenOnLoopback(server)
  return { url, close }
}

const headersIn = (head: string) =>
  Object.fromEntries(
    head
      .split('\r\n')
      .slice(1)
      .map((line) => line.split(/:\s*(.*)/, 2))
      .map(([name = '', value = '']) => [name.toLowerCase(), value]),
  )

function forbidden(refusal: string) {
  const body = JSON.stringify(accessDenied(refusal))
  const type = 'Content-Type: application/x-amz-json-1.0'
  return `HTTP/1.1 403 Forbidden\r\n${type}\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`
}
