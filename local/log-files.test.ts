import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openLogFiles } from './log-files'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'swoon-logs-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const read = (name: string) => readFileSync(path.join(folder, 'logs', name), 'utf8')
const open = (options = {}) => openLogFiles(path.join(folder, 'logs'), options)

test('each source has a file of its own, in which lines stand in order, across restarts', async () => {
  const first = open()
  first.write('ordering', '1')
  first.write('payment', 'a')
  first.write('ordering', '2')
  await turn()
  expect(read('ordering.jsonl')).toBe('1\n2\n')
  first.close()
  const second = open()
  second.write('ordering', '3')
  second.close()
  expect(read('ordering.jsonl')).toBe('1\n2\n3\n')
  expect(read('payment.jsonl')).toBe('a\n')
})

test('a source never takes more than its share, and the newest lines are kept', async () => {
  const files = open({ maxBytes: 1_000 })
  for (let number = 1; number <= 1_000; number++) {
    files.write('site', `line ${number}`)
    await turn()
  }
  files.close()
  const names = readdirSync(path.join(folder, 'logs'))
  expect(names.sort()).toEqual(['site.1.jsonl', 'site.jsonl'])
  const bytes = names.map((name) => statSync(path.join(folder, 'logs', name)).size)
  expect(Math.max(...bytes)).toBeLessThan(1_020)
  const kept = (read('site.1.jsonl') + read('site.jsonl')).trimEnd().split('\n')
  const numbers = kept.map((line) => Number(line.slice('line '.length)))
  expect(numbers.at(-1)).toBe(1_000)
  expect(numbers).toEqual(numbers.map((_, index) => (numbers[0] ?? 0) + index))
})

test('a folder that is removed meanwhile costs lines and nothing else', async () => {
  const files = open({ maxBytes: 10 })
  files.write('site', 'in the folder')
  await turn()
  rmSync(path.join(folder, 'logs'), { recursive: true })
  files.write('site', 'in a new one')
  files.close()
  expect(read('site.1.jsonl')).toBe('in a new one\n')
})
