import { closeSync, fstatSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs'
import path from 'node:path'

type Open = { file: string; fd: number; bytes: number; waiting: string }

/**
 * Keeps lines in `<folder>/<source>.jsonl`, one file for each source, all of it across restarts. A file that has reached
 * `maxBytes` becomes `<source>.1.jsonl`, in place of the one before, so a source never takes more than twice that.
 *
 * @returns `write`, which returns at once, and `close`, which returns when everything is written
 */
export function openLogFiles(folder: string, { maxBytes = 10 * 1024 * 1024 } = {}) {
  const sources = new Map<string, Open>()

  function open(source: string): Open {
    mkdirSync(folder, { recursive: true })
    const file = path.join(folder, `${source}.jsonl`)
    const fd = openSync(file, 'a')
    const opened = { file, fd, bytes: fstatSync(fd).size, waiting: '' }
    sources.set(source, opened)
    return opened
  }

  function flush(source: string) {
    const to = sources.get(source)
    if (!to?.waiting) return
    try {
      to.bytes += writeSync(to.fd, to.waiting)
      to.waiting = ''
      if (to.bytes < maxBytes) return
      shut(source, to)
      renameSync(to.file, path.join(folder, `${source}.1.jsonl`))
    } catch {
      // A full disk or a removed folder costs lines of the log and not the shop.
      to.waiting = ''
    }
  }

  function shut(source: string, { fd }: Open) {
    sources.delete(source)
    closeSync(fd)
  }

  return {
    write(source: string, line: string) {
      const to = sources.get(source) ?? open(source)
      // One write for all lines of a turn.
      if (!to.waiting) setImmediate(flush, source)
      to.waiting += `${line}\n`
    },
    close() {
      for (const source of [...sources.keys()]) flush(source)
      for (const [source, opened] of [...sources]) shut(source, opened)
    },
  }
}
