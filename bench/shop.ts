import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { isolation } from '../local/connection'
import { readDotenv } from '../local/data-folder'
import { freePort } from '../local/ports'
import { createHttp } from './http'

export type Shop = Awaited<ReturnType<typeof startShop>>

// The pinned SDK runs on this Node; its notice is about versions to come.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true'
Object.assign(process.env, isolation)

const root = fileURLToPath(new URL('..', import.meta.url))

/** `npm start` on a port and a data folder of its own, production build, in processes of its own. */
export async function startShop(given: Record<string, string> = {}) {
  const data = mkdtempSync(path.join(tmpdir(), 'swoon-bench-'))
  const port = await freePort()
  const url = `http://localhost:${port}`
  const child = spawn(process.execPath, ['--import', 'tsx', 'local/start.ts'], {
    cwd: root,
    // As under npm, which makes it end when this process does, however that ends.
    env: { ...process.env, npm_lifecycle_event: 'start', PORT: String(port), SWOON_DATA: data, ...given },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = new Promise((end) => child.once('exit', end))
  const lines: string[] = []
  const ready = new Promise<void>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr])
      createInterface({ input: stream }).on('line', (line) => {
        lines.push(line)
        if (line.startsWith('ready ')) resolve()
      })
    void ended.then(() => reject(new Error(`the shop ended:\n${lines.join('\n')}`)))
  })
  const stop = async () => {
    child.kill('SIGTERM')
    await ended
    rmSync(data, { recursive: true, force: true })
  }
  try {
    await ready
  } catch (error) {
    rmSync(data, { recursive: true, force: true })
    throw error
  }

  const env = readDotenv(path.join(data, 'env'))
  const settings = {
    endpoint: env.AWS_ENDPOINT_URL_DYNAMODB ?? '',
    region: env.AWS_REGION ?? '',
    credentials: {
      accessKeyId: env.AWS_ACCESS_KEY_ID ?? '',
      secretAccessKey: env.AWS_SECRET_ACCESS_KEY ?? '',
    },
  }
  const client = new DynamoDBClient(settings)
  const busy = new DynamoDBClient({ ...settings, cacheMiddleware: true })
  const http = createHttp(url)
  return {
    url,
    pid: child.pid ?? 0,
    http,
    /** What finds these tables, for a process of its own. */
    env,
    tables: DynamoDBDocumentClient.from(client),
    /** The same for what a measurement does all the time: the less the load takes, the more is left to the shop. */
    quickTables: DynamoDBDocumentClient.from(busy),
    /** What the shop has printed so far. */
    lines,
    async stop() {
      http.close()
      client.destroy()
      busy.destroy()
      await stop()
    },
  }
}
