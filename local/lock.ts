import { execFileSync } from 'node:child_process'
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import * as z from 'zod'

const Process = z.object({ pid: z.int(), began: z.string() })
type Process = z.infer<typeof Process>
/** Its owner, and the children of the owner. */
const Processes = z.array(Process).min(1)

/** Somebody else holds the lock. */
export class Locked extends Error {
  override name = 'Locked'
  readonly pid: number

  constructor(pid: number) {
    super(`held by process ${pid}`)
    this.pid = pid
  }
}

const graceMs = 2000
const retryMs = 10

/**
 * Takes the lock file at `file`, or takes it over from an owner that is gone, ending the children it left. `addChild`
 * notes a child process for whoever takes it over after a crash.
 * @throws Locked while its owner runs; Error of one line when it may not be read or removed
 */
export async function takeLock(file: string) {
  const processes = [identify(process.pid)]
  const write = (flag: 'w' | 'wx') => writeFileSync(file, JSON.stringify(processes), { flag, mode: 0o600 })
  for (;;) {
    try {
      write('wx')
      break
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error
    }
    const found = read(file)
    const [owner, ...children] = found ?? []
    if (owner && isRunning(owner)) throw new Locked(owner.pid)
    if (removeStale(file, found)) await Promise.all(children.map(end))
    // Whoever else removed it may be about to take it.
    else await wait(retryMs)
  }
  return {
    addChild(pid: number) {
      processes.push(identify(pid))
      write('w')
    },
    release: () => rmSync(file, { force: true }),
  }
}

const identify = (pid: number): Process => ({ pid, began: beginningOf(pid) ?? '' })
const isRunning = ({ pid, began }: Process) => beginningOf(pid) === began

/** @returns undefined when it was cut short, or is gone */
function read(file: string): Process[] | undefined {
  try {
    return Processes.safeParse(JSON.parse(readFileSync(file, 'utf8'))).data
  } catch (error) {
    if (error instanceof SyntaxError || codeOf(error) === 'ENOENT') return undefined
    throw stuck(file, error)
  }
}

const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code
const stuck = (file: string, error: unknown) =>
  new Error(
    `the lock ${file} was left behind and may not be taken over (${codeOf(error)}): delete it, as its owner or as root`,
  )

/** Of several processes that found the same stale lock, one may remove it: a rename succeeds once. */
function removeStale(file: string, stale: Process[] | undefined) {
  const aside = `${file}.${process.pid}`
  try {
    renameSync(file, aside)
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false
    throw stuck(file, error)
  }
  const moved = read(aside)
  const raced = moved && JSON.stringify(moved) !== JSON.stringify(stale)
  if (raced) renameSync(aside, file)
  else rmSync(aside, { force: true })
  return !raced
}

/** Children end by themselves when their parent dies; one that has not by now is killed. */
async function end(child: Process) {
  for (const deadline = performance.now() + graceMs; isRunning(child); await wait(20))
    try {
      if (performance.now() > deadline) process.kill(child.pid, 'SIGKILL')
    } catch (error) {
      if (codeOf(error) === 'EPERM')
        throw new Error(`process ${child.pid}, left behind by a shop, belongs to another user: end it`)
    }
}

/**
 * When the process with this pid began, in a form only good for comparing: a pid alone may have been given to another
 * process since. Undefined when there is no such process, or only its unreaped remains.
 */
export function beginningOf(pid: number): string | undefined {
  try {
    if (process.platform === 'linux') return linuxBeginning(pid)
    if (process.platform === 'win32') return process.kill(pid, 0) ? 'running' : undefined
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || undefined
  } catch {
    return undefined
  }
}

/** https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html: state is field 3, starttime field 22. */
function linuxBeginning(pid: number) {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  // Field 2 is the command in parentheses, and may itself hold spaces and parentheses.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const [state] = fields
  return state === 'Z' || state === 'X' ? undefined : fields[19]
}
