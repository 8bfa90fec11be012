import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { readDotenv } from '../local/data-folder'
import { freePort } from '../local/ports'

type Settings = Record<string, string>

export const newData = () => mkdtempSync(join(tmpdir(), 'swoon-e2e-'))

/** `npm start` without npm: the process, and its ready line or what it printed when it ended without one. */
type Place = { program?: string | undefined; cwd?: string; node?: string }

export function startShop(settings: Settings, { program = 'local/start.ts', cwd = '.', node }: Place = {}) {
  const shop = spawn(node ?? process.execPath, ['--import', 'tsx', program], {
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

/** A shop that is ready, on a port and with data of its own, which are gone once it is closed. */
export async function openShop(settings: Settings = {}, program?: string) {
  const data = newData()
  const port = String(await freePort())
  const shop = startShop({ PORT: port, SWOON_DATA: data, ...settings }, { program })
  await shop.ready
  const close = async () => {
    await shop.stop()
    rmSync(data, { recursive: true, force: true })
  }
  return { url: `http://localhost:${port}`, data, close }
}

type Shop = { data: string }

/** The shop's own dotenv file as the variables that a tool would see. */
export const readEnv = ({ data }: Shop) => readDotenv(join(data, 'env'))

/** How a client reaches a service of the running shop. */
export function connectionTo(shop: Shop, service: 'DYNAMODB' | 'SQS' | 'EVENTBRIDGE' | 'LAMBDA') {
  const env = readEnv(shop)
  const { AWS_ACCESS_KEY_ID: accessKeyId = '', AWS_SECRET_ACCESS_KEY: secretAccessKey = '' } = env
  const endpoint = env[`AWS_ENDPOINT_URL_${service}`] ?? ''
  return { endpoint, region: env.AWS_REGION ?? '', credentials: { accessKeyId, secretAccessKey } }
}

export const tablesOf = (shop: Shop) =>
  DynamoDBDocumentClient.from(new DynamoDBClient(connectionTo(shop, 'DYNAMODB')))
