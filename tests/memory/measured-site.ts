import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { nextBinary, nextVariables } from '../../local/next-process'

const preload = JSON.stringify(new URL('heap-size.cjs', import.meta.url).pathname)

/**
 * The production build once more, on the tables of a running shop, in a process that tells how much memory it holds.
 *
 * @param env of the running shop, as its data folder has it
 */
export async function startMeasuredSite(port: number, env: Record<string, string | undefined>) {
  const variables = nextVariables('production')
  const site = spawn(process.execPath, [nextBinary(process.cwd()), 'start', '-p', String(port)], {
    env: {
      ...process.env,
      ...env,
      ...variables,
      NODE_OPTIONS: `${variables.NODE_OPTIONS} --require ${preload}`,
    },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
  for await (const text of site.stdout ?? []) if (String(text).includes('Ready')) break
  site.stdout?.resume()
  return {
    /** Bytes that it holds after a garbage collection. */
    async heldBytes(): Promise<number> {
      const answer = once(site, 'message')
      site.send('held')
      return Number((await answer)[0])
    },
    async stop() {
      const ended = once(site, 'exit')
      site.kill('SIGTERM')
      await ended
    },
  }
}
