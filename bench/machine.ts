import { existsSync, readFileSync } from 'node:fs'
import { availableParallelism, cpus, release, totalmem, type } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import * as z from 'zod'
import { dynoxideVersion } from '../local/dynamo-command'

const root = fileURLToPath(new URL('..', import.meta.url))
const Manifest = z.object({ version: z.string() })

const versionOf = (name: string) =>
  Manifest.parse(JSON.parse(readFileSync(path.join(root, 'node_modules', name, 'package.json'), 'utf8')))
    .version

/** What the figures were measured on, and with. */
export const machine = () => ({
  cores: availableParallelism(),
  processor: cpus()[0]?.model ?? 'unknown',
  memoryGb: Math.round(totalmem() / 2 ** 30),
  system: `${type()} ${release()}`,
  procfs: existsSync('/proc/self/stat'),
  node: process.version,
  next: versionOf('next'),
  dynoxide: dynoxideVersion,
  fauxqs: versionOf('fauxqs'),
  sdk: versionOf('@aws-sdk/client-dynamodb'),
})

export type Machine = ReturnType<typeof machine>
