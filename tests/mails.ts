import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll } from 'vitest'
import { embeddedAws } from './embedded-aws'

/** The embedded AWS of a test file, and what it is given to mail. */
export function embeddedMail() {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'swoon-mail-'))
  embeddedAws({ dataDir })
  afterAll(() => rmSync(dataDir, { recursive: true }))
  const folder = path.join(dataDir, 'mail')
  const all = () => {
    try {
      return readdirSync(folder)
    } catch {
      return []
    }
  }
  /** What was mailed meanwhile. */
  return async function mailsOf(work: () => Promise<unknown>) {
    const before = new Set(all())
    await work()
    return all()
      .filter((file) => !before.has(file))
      .map((file) => readFileSync(path.join(folder, file), 'utf8'))
  }
}
