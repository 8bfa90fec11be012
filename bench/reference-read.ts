import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Shop } from './shop'

const program = fileURLToPath(new URL('./get-item.ts', import.meta.url))

/**
 * The median time of one GetItem through the SDK against the local DynamoDB, in milliseconds. On the host that the
 * targets are for it is 1.0. It is measured in a new process each time: in this one it would become quicker by a third
 * in the course of a run, with all that Node has compiled by then.
 */
export async function measureGetItem({ env }: Pick<Shop, 'env'>) {
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', program], {
    env: { ...process.env, ...env },
  })
  return Number(stdout)
}
