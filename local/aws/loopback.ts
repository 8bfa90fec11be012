import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/**
 * Has `server` listen on a free port of 127.0.0.1.
 *
 * @returns its port and URL; `close` ends open connections too
 */
export async function listenOnLoopback(server: Server) {
  await new Promise<void>((listening, failed) => {
    server.once('error', failed).listen(0, '127.0.0.1', listening)
  })
  const { port } = server.address() as AddressInfo
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise<void>((closed) => {
        server.close(() => closed())
        server.closeAllConnections()
      }),
  }
}
