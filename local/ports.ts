import { createServer } from 'node:net'

/** A port of 127.0.0.1 that nothing listens on now. */
export async function freePort() {
  const server = createServer()
  await new Promise<void>((listening, failed) => {
    server.once('error', failed).listen(0, '127.0.0.1', listening)
  })
  const address = server.address()
  await new Promise((closed) => server.close(closed))
  if (!address || typeof address === 'string') throw new Error('No free port on 127.0.0.1')
  return address.port
}

/** @throws Error of one line when something listens on `port` already, or it may not be listened on */
export async function assertFree(port: number) {
  const server = createServer()
  await new Promise<void>((listening, failed) => {
    server.once('error', failed).listen(port, listening)
  }).catch((error: NodeJS.ErrnoException) => {
    throw new Error(
      error.code === 'EADDRINUSE'
        ? `port ${port} is taken: stop what listens on it, or choose another with PORT`
        : `port ${port} cannot be used (${error.code}): choose another with PORT`,
    )
  })
  await new Promise((closed) => server.close(closed))
}
