import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { freePort } from '../../local/ports'
import type { Section } from '../bench'
import { createHttp } from '../http'
import { say } from '../progress'
import { ofRuns } from './times'

const section = 'Start'
const root = fileURLToPath(new URL('../..', import.meta.url))

/** `npm start` and `npm run dev`, as they are typed, on an empty data folder. */
export const start: Section = async (bench) => {
  // A first start builds the site, which is not what is measured.
  await bench.shop()
  const runs = async (script: string, of: (started: Started) => Promise<unknown>) => {
    const seconds: number[] = []
    for (let run = 1; run <= Math.max(2, bench.runs); run++) {
      seconds.push(await measure(script, of))
      say(`npm run ${script}: ${seconds.at(-1)?.toFixed(2)} s`)
    }
    return ofRuns(seconds)
  }
  return [
    {
      section,
      name: 'npm start to ready',
      ...(await runs('start', ({ ready }) => ready)),
      unit: 's',
      target: { atMost: 6 },
    },
    {
      section,
      name: 'npm run dev to the first page',
      ...(await runs('dev', firstPage)),
      unit: 's',
      target: { atMost: 9 },
    },
  ]
}

type Started = { ready: Promise<void>; url: string }

async function measure(script: string, reached: (started: Started) => Promise<unknown>) {
  const data = mkdtempSync(path.join(tmpdir(), 'swoon-bench-'))
  const port = await freePort()
  const began = performance.now()
  const child = spawn('npm', ['run', script], {
    cwd: root,
    env: { ...process.env, PORT: String(port), SWOON_DATA: data },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
  const ended = new Promise((end) => child.once('exit', end))
  const ready = new Promise<void>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => line.startsWith('ready ') && resolve())
    void ended.then((code) => reject(new Error(`npm run ${script} ended with ${code}`)))
  })
  child.stderr.resume()
  try {
    await Promise.race([
      reached({ ready, url: `http://localhost:${port}` }),
      ready.then(() => new Promise(() => {})),
    ])
    return (performance.now() - began) / 1000
  } finally {
    child.kill('SIGTERM')
    await ended
    rmSync(data, { recursive: true, force: true })
  }
}

async function firstPage({ url }: Started) {
  const http = createHttp(url)
  try {
    for (;;) {
      const answer = await http.ask('/').catch(() => undefined)
      if (answer?.status === 200) return
      await wait(20)
    }
  } finally {
    http.close()
  }
}
