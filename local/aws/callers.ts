import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Connection } from '../connection.ts'

/** Who may call a server of this machine: whoever knows the access key of its start. */
export type Callers = { accessKeyId: string }

/** Credentials that nobody knows but those to whom the start gives them. */
export const newCredentials = (): Connection['credentials'] => ({
  accessKeyId: `LOCAL${randomBytes(16).toString('hex').toUpperCase()}`,
  secretAccessKey: randomBytes(20).toString('hex'),
})

/**
 * Why a request to 127.0.0.1 is refused, if it is. A page of the web, which any browser of this machine lets ask, sends
 * an Origin, comes by a name of its own or knows no key. No signature is checked: the key is the secret.
 */
export function refusalOf(headers: IncomingHttpHeaders, port: number, { accessKeyId }: Callers) {
  if (headers.origin !== undefined) return 'Web pages are not served'
  if (headers.host !== `127.0.0.1:${port}` && headers.host !== `localhost:${port}`)
    return `The Host must be 127.0.0.1:${port} or localhost:${port}`
  const [, key] = /^AWS4-HMAC-SHA256 Credential=([^/]*)\//.exec(headers.authorization ?? '') ?? []
  return key === accessKeyId
    ? undefined
    : 'The access key is not the one of this start, which stands in the file env of its data folder'
}

/** How AWS's JSON protocols say it, with status 403. */
export const accessDenied = (message: string) => ({ __type: 'AccessDeniedException', message })

/** Serves `callers` alone on a free port of 127.0.0.1; `close` ends open connections too. */
export async function serveCallers(callers: Callers, handle: RequestListener) {
  const server = createServer((request, response) => {
    const refusal = refusalOf(request.headers, port, callers)
    if (!refusal) return handle(request, response)
    response.writeHead(403, { 'Content-Type': 'application/x-amz-json-1.1', Connection: 'close' })
    response.end(JSON.stringify(accessDenied(refusal)))
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address() as AddressInfo
  const close = () =>
    new Promise<void>((closed) => {
      server.close(() => closed())
      server.closeAllConnections()
    })
  return { url: `http://127.0.0.1:${port}`, close }
}
