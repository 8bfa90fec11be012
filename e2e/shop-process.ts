import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

type Settings = Record<string, string>

export const newData = () => mkdtempSync(join(tmpdir(), 'swoon-e2e-'))

/** `npm start` without npm: the process, and its ready line or what it printed when it ended without one. */
export function startShop(settings: Settings, program = 'local/start.ts', cwd = '.') {
  const shop = spawn(process.execPath, ['--import', 'tsx', program], {
    cwd,
    env: { ...process.env, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const printed: string[] = []
  const ready = new Promise<void>((resolve, reject) => {
    for (const output of [shop.stdout, shop.stderr]) {
      createInterface({ input: output }).on('line', (line) => {
        printed.push(line)
        if (line.startsWith('ready ')) resolve()
      })
    }
    shop.once('close', (code) => reject(new Error(`ended with ${code}:\n${printed.join('\n')}`)))
  })
  const stop = async (signal: NodeJS.Signals = 'SIGTERM') => {
    const ended = shop.exitCode === null ? once(shop, 'exit') : undefined
    shop.kill(signal)
    await ended
    return shop.exitCode
  }
  return { ready, printed, stop }
}
