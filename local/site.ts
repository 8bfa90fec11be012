import { get } from 'node:http'
import { createInterface } from 'node:readline'
import { setTimeout as wait } from 'node:timers/promises'
import { stripVTControlCharacters } from 'node:util'
import { spawnNext } from './next-process.ts'

/** As CloudFront takes, about; Next reads queries and cookies in quadratic time. */
const largestHeaders = '--max-http-header-size=8192'

/** The second is what `next dev` has to keep what it has compiled for the next start. */
const graceMs = { start: 5000, dev: 15_000 }

type SiteOptions = {
  root: string
  port: number
  /** Hot reload instead of the production build. */
  dev: boolean
  /** What the site has beside PATH and the like: AWS, its links, its own variables. */
  env: Readonly<Record<string, string>>
  /** Called with each line the site writes once it is healthy. */
  log: (line: string) => void
  /** Called with one line when the site ends without being asked to. */
  onExit: (reason: string) => void
}

/** Starts the Next.js server, which ends with this process however that ends. */
export function startSite({ root, port, dev, env, log, onExit }: SiteOptions) {
  const early: string[] = []
  let state: 'starting' | 'healthy' | 'closing' = 'starting'
  const command = dev ? 'dev' : 'start'
  // A group of its own: Ctrl-C is for this process, which stops the site in its turn.
  const options = { cwd: root, env: { ...withoutAws(process.env), ...env }, detached: true }
  const child = spawnNext([command, '-p', String(port)], options, [largestHeaders])
  for (const input of [child.stdout, child.stderr])
    if (input)
      createInterface({ input }).on('line', (raw) => {
        const line = stripVTControlCharacters(raw).trimEnd()
        const said = state === 'starting' || dev ? line : withoutValues(line)
        if (said && state === 'starting') early.push(said.trim())
        else if (said) log(said)
      })
  const gone = new Promise<string>((end) => {
    child.once('error', (error) => end(error.message))
    child.once('exit', (code, signal) => end(signal ?? `code ${code}`))
  })
  const failure = gone.then((how) => {
    const reason = `the site ended unexpectedly (${how})${early.length > 0 ? `: ${firstError(early)}` : ''}`
    if (state === 'healthy') onExit(reason)
    return reason
  })

  const kill = (signal: NodeJS.Signals) => {
    try {
      if (child.pid) process.kill(process.platform === 'win32' ? child.pid : -child.pid, signal)
    } catch {} // It is gone already.
  }

  return {
    pid: child.pid,
    /**
     * Resolves once GET /api/health answers 200; with hot reload the first page, the one that will be asked for, in the
     * time it takes to compile the other.
     * @throws Error of one line when the site ends, or is not healthy in time
     */
    async whenHealthy(timeoutMs: number) {
      const path = dev ? '/' : '/api/health'
      const deadline = performance.now() + timeoutMs
      const ended = failure.then((reason) => Promise.reject(new Error(reason)))
      for (let seen = ''; seen !== '200'; await wait(25)) {
        seen = await Promise.race([ended, statusOf(port, path)])
        if (seen !== '200' && performance.now() > deadline)
          throw new Error(`the site is not healthy: GET ${path} gives ${seen}`)
      }
      state = 'healthy'
      early.length = 0
    },
    async close() {
      state = 'closing'
      kill('SIGTERM')
      const late = setTimeout(() => kill('SIGKILL'), graceMs[command])
      await gone
      clearTimeout(late)
      // Whatever else of its group is left.
      kill('SIGKILL')
    },
  }
}

/**
 * What may be kept of a line of the production site: lines of ours whole; of what Next prints of an error, which may
 * quote whatever it was sent, its name and digest alone.
 */
export function withoutValues(line: string) {
  if (line.startsWith('{"') || line.startsWith('FATAL ERROR: ')) return line
  const [name] = /\b\w*Error\b(?=:|$)/.exec(line.slice(0, 80)) ?? []
  const [digest] = /digest: '\d+'/.exec(line) ?? []
  return name ? `Next printed ${name}` : digest
}

/** Behind it stand the frames and fields of the error. */
const firstError = (lines: readonly string[]) =>
  lines.find((line) => /^\w*Error\b/.test(line)) ?? lines.at(-1)

/** Without keep-alive: the site would wait for an open connection before it ends. */
const statusOf = (port: number, path: string) =>
  new Promise<string>((answer) => {
    get({ port, path, agent: false }, (response) => {
      response.resume().on('close', () => answer(String(response.statusCode)))
    }).on('error', () => answer('no answer'))
  })

/** The site sees AWS through its links only, as it does when deployed. */
const withoutAws = (environment: NodeJS.ProcessEnv): Record<string, string | undefined> =>
  Object.fromEntries(Object.entries(environment).filter(([name]) => !/^(AWS|SST)_/.test(name)))
