import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { spawnNext } from '../../local/next-process'
import { buildSite } from '../../local/site-build'

const preload = fileURLToPath(new URL('heap-size.cjs', import.meta.url))

const root = process.cwd()

/**
 * The production build once more, on the tables of a running shop, in a process that tells how much memory it holds.
 *
 * @param env of the running shop, as its data folder has it
 */
export async function startMeasuredSite(port: number, env: Record<string, string | undefined>) {
  const distDir = await buildSite({ root, say() {}, signal: new AbortController().signal })
  const site = spawnNext(
    ['start', '-p', String(port)],
    {
      cwd: root,
      env: { ...process.env, ...env, SWOON_BUILD: distDir },
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    },
    ['--require', preload],
  )
  // It goes on to print: a pipe that nobody reads any more would end it.
  await new Promise<void>((resolve) =>
    site.stdout?.on('data', (text) => {
      if (String(text).includes('Ready')) resolve()
    }),
  )
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
