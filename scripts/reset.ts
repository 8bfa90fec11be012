import { existsSync, readdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline/promises'
import { Locked, takeLock } from '../local/lock.ts'
import { dataFolder, run } from './command.ts'

// npm run reset [-- --yes]: asks, then empties the data folder. The next start seeds the catalogue again.

async function agreed(question: string) {
  const asking = createInterface({ input: process.stdin, output: process.stdout })
  const closed = new Promise<string>((resolve) => asking.once('close', () => resolve('')))
  const answer = await Promise.race([asking.question(question), closed])
  asking.close()
  return /^y(es)?$/i.test(answer.trim())
}

await run(async () => {
  const folder = dataFolder()
  const entries = existsSync(folder) ? readdirSync(folder).filter((name) => name !== 'lock') : []
  if (entries.length === 0) return console.log(`${folder} is empty already`)
  const lock = await takeLock(path.join(folder, 'lock')).catch((error) => {
    if (!(error instanceof Locked)) throw error
    throw new Error(`a shop (process ${error.pid}) runs on ${folder}: stop it first`)
  })
  try {
    const sure =
      process.argv.includes('--yes') || (await agreed(`Empty ${folder}: tables, keys, logs? [y/N] `))
    if (!sure) return console.log('nothing was removed')
    for (const entry of entries) rmSync(path.join(folder, entry), { recursive: true, force: true })
    console.log(`${folder} is empty`)
  } finally {
    lock.release()
  }
})
