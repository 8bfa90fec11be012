import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs'
import path from 'node:path'

/**
 * Keeps lines in `<folder>/<source>.jsonl`, one file for each source, all of it across restarts. A file that has reached
 * `maxBytes` becomes `<source>.1.jsonl`, in place of the one before, so a source never takes more than twice that.
 *
 * @returns `write`, which returns at once, and `close`, which returns when everything is written
 */
export function openLogFiles(folder: string, { maxBytes = 10 * 1024 * 1024 } = {}) {
  const waiting = new Map<string, string>()

  function flush(source: string) {
    const file = path.join(folder, `${source}.jsonl`)
    const lines = waiting.get(source) ?? ''
    waiting.delete(source)
    try {
      mkdirSync(folder, { recursive: true })
      appendFileSync(file, lines)
      if (statSync(file).size >= maxBytes) renameSync(file, path.join(folder, `${source}.1.jsonl`))
    } catch {
      // A full disk or a removed folder costs lines of the log and not the shop.
    }
  }

  return {
    write(source: string, line: string) {
      // One write for all lines of a turn.
      if (!waiting.has(source)) setImmediate(() => waiting.has(source) && flush(source))
      waiting.set(source, `${waiting.get(source) ?? ''}${line}\n`)
    },
    close() {
      for (const source of waiting.keys()) flush(source)
    },
  }
}
