import { randomInt } from 'node:crypto'
import { createServer } from 'node:net'

/** Below what Linux, macOS and Windows give to outgoing connections, any of which could take it before it is listened on. */
const lowest = 15_000
const highest = 32_767
const attempts = 100

/**
 * A port of `host` that nothing listens on now.
 * @throws Error when a hundred of them are taken
 */
export async function freePort(host = '127.0.0.1') {
  for (let attempt = 0; attempt < attempts; attempt++) {
    const port = randomInt(lowest, highest + 1)
    const failed = await triedToListen(port, host)
    if (!failed) return port
  }
  throw new Error(`No free port on ${host} from ${lowest} to ${highest}`)
}

/** An address of this machine that a web page cannot guess, where all of 127.0.0.0/8 is this machine's: on Linux alone. */
export const hiddenHost = () =>
  process.platform === 'linux'
    ? `127.${randomInt(1, 255)}.${randomInt(256)}.${randomInt(1, 255)}`
    : '127.0.0.1'

/** @throws Error of one line when something listens on `port` already, or it may not be listened on */
export async function assertFree(port: number) {
  const failed = await triedToListen(port)
  if (!failed) return
  throw new Error(
    failed.code === 'EADDRINUSE'
      ? `port ${port} is taken: stop what listens on it, or choose another with PORT`
      : `port ${port} cannot be used (${failed.code}): choose another with PORT`,
  )
}

/** Listens for a moment; what went wrong, if it did. */
async function triedToListen(port: number, host?: string): Promise<NodeJS.ErrnoException | undefined> {
  const server = createServer()
  const failed = await new Promise<NodeJS.ErrnoException | undefined>((answer) => {
    server.once('error', answer).listen(port, host, () => answer(undefined))
  })
  if (!failed) await new Promise((closed) => server.close(closed))
  return failed
}
