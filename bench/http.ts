import { Agent, request } from 'node:http'

export type Answer = {
  status: number
  headers: NodeJS.Dict<string | string[]>
  body: string
  /** From the first byte sent to the last byte received. */
  ms: number
}
export type Asked = { method?: string; headers?: Record<string, string>; body?: unknown }
export type Http = ReturnType<typeof createHttp>

/**
 * A client of one server over kept-alive connections, as many as are needed. A request that met the server closing an
 * idle connection is sent again, as browsers do; every request here may be repeated.
 */
export function createHttp(origin: string) {
  const agent = new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY })
  const { hostname, port } = new URL(origin)

  /** @throws Error when no whole answer comes */
  function ask(path: string, asked: Asked = {}): Promise<Answer> {
    const { method = 'GET', headers = {}, body } = asked
    return new Promise<Answer>((resolve, reject) => {
      const text = body === undefined ? undefined : JSON.stringify(body)
      const sized = text === undefined ? {} : { 'content-length': Buffer.byteLength(text) }
      const began = performance.now()
      const sent = request(
        {
          agent,
          hostname,
          port,
          path,
          method,
          headers: { ...headers, ...sized, ...(text && { 'content-type': 'application/json' }) },
        },
        (response) => {
          const chunks: Buffer[] = []
          response
            .on('data', (chunk) => chunks.push(chunk))
            .on('error', reject)
            .on('end', () =>
              resolve({
                status: response.statusCode ?? 0,
                headers: response.headers,
                body: Buffer.concat(chunks).toString('utf8'),
                ms: performance.now() - began,
              }),
            )
        },
      )
      sent
        .on('error', (error: NodeJS.ErrnoException) => {
          if (error.code === 'ECONNRESET' && sent.reusedSocket) resolve(ask(path, asked))
          else reject(error)
        })
        .end(text)
    })
  }

  return { ask, close: () => agent.destroy() }
}
