import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { asAnotherUser } from '../tests/another-user'
import { beginningOf, Locked, takeLock } from './lock'

let folder: string
let file: string
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'swoon-lock-'))
  file = path.join(folder, 'lock')
})
afterEach(() => rm(folder, { recursive: true }))

const sleeper = () => spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' })
const leave = (owner: object, children: object[] = []) =>
  writeFile(file, JSON.stringify([owner, ...children]))
const identify = (pid = 0) => ({ pid, began: beginningOf(pid) })

test('is refused while its owner runs, and names the owner', async () => {
  const lock = await takeLock(file)
  await expect(takeLock(file)).rejects.toThrow(new Locked(process.pid))
  lock.release()
  expect(existsSync(file)).toBe(false)
  await takeLock(file)
})

test('is taken over from a process that is gone', async () => {
  const child = sleeper()
  await leave(identify(child.pid))
  await expect(takeLock(file)).rejects.toThrow(Locked)
  child.kill('SIGKILL')
  await once(child, 'exit')
  await takeLock(file)
  expect(JSON.parse(await readFile(file, 'utf8'))[0].pid).toBe(process.pid)
})

test('is taken over when the pid has gone to another process since', async () => {
  await leave({ pid: process.pid, began: 'long ago' })
  await takeLock(file)
})

test('is taken over when the file was cut short', async () => {
  await writeFile(file, '[{"pi')
  await takeLock(file)
})

test('whoever takes it over ends the children that were left, and nobody else', async () => {
  const [left, other] = [sleeper(), sleeper()]
  await leave({ pid: 2 ** 30, began: 'x' }, [
    identify(left.pid),
    { pid: other.pid, began: 'when another process had this pid' },
  ])
  const ended = once(left, 'exit')
  await takeLock(file)
  expect(await ended).toEqual([null, 'SIGKILL'])
  expect(other.exitCode ?? other.signalCode).toBeNull()
  other.kill()
})

test('of many that find it stale, one gets it', async () => {
  await leave({ pid: 2 ** 30, began: 'x' })
  const results = await Promise.allSettled(Array.from({ length: 20 }, () => takeLock(file)))
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
})

test('is refused by its name when it cannot be read or removed, at once', async () => {
  await mkdir(file)
  await expect(takeLock(file)).rejects.toThrow(`the lock ${file} was left behind and may not be taken over`)
})

test('one that another user left in a folder of his is refused with what to do', async () => {
  await leave({ pid: 2 ** 30, began: 'x' })
  await chmod(file, 0o644)
  await chmod(folder, 0o555)
  try {
    expect(await asAnotherUser('local/lock.ts', `it.takeLock(${JSON.stringify(file)})`)).toBe(
      `the lock ${file} was left behind and may not be taken over (EACCES): delete it, as its owner or as root`,
    )
  } finally {
    await chmod(folder, 0o755)
  }
})
