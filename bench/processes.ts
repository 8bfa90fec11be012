import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

export type Usage = {
  name: string
  /** Seconds of processor time since the sampling began. */
  cpuSeconds: number
  /** Resident memory in MB, sample by sample. */
  memoryMb: number[]
}

const readable = existsSync('/proc/self/stat')
/** The shell that DynamoDB runs in, and the bundler, which has done its work. */
const incidental = new Set(['sh', 'cat', 'esbuild'])
const ticksPerSecond = 100
const bytesPerPage = 4096

type Seen = { pid: number; parent: number; cpuSeconds: number; memoryMb: number; name: string }

function look(pid: number): Seen | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name is in parentheses and may hold spaces: https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const field = (number: number) => Number(fields[number - 3])
    return {
      pid,
      parent: field(4),
      cpuSeconds: (field(14) + field(15)) / ticksPerSecond,
      memoryMb: (field(24) * bytesPerPage) / 2 ** 20,
      name: nameOf(readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')),
    }
  } catch {
    return undefined
  }
}

function nameOf(command: string[]) {
  const text = command.join(' ')
  if (text.includes('dynoxide')) return command[0]?.includes('dynoxide') ? 'DynamoDB (dynoxide)' : 'sh'
  if (text.includes('next')) return 'site (Next.js)'
  if (text.includes('local/start.ts')) return 'AWS and functions'
  return path.basename(command[0] ?? '')
}

function familyOf(root: number) {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => look(Number(pid)) ?? [])
  const family = new Set([root])
  for (let before = 0; before !== family.size; ) {
    before = family.size
    for (const { pid, parent } of all) if (family.has(parent)) family.add(pid)
  }
  return all.filter(({ pid }) => family.has(pid))
}

/**
 * Watches processor time and memory of a process, all it started, and this process as the load.
 *
 * @returns `stop`, which answers the use of each process since; of none where there is no /proc
 */
export function watchProcesses(root: number, everyMs = 250) {
  if (!readable) return { stop: (): Usage[] => [] }
  const family = () => [...familyOf(root), ...[look(process.pid) ?? []].flat()]
  const first = new Map(family().map((seen) => [seen.pid, seen.cpuSeconds]))
  const usages = new Map<number, Usage>()
  const sample = () => {
    for (const { pid, name, cpuSeconds, memoryMb } of family()) {
      const usage = usages.get(pid) ?? { name, cpuSeconds: 0, memoryMb: [] }
      usage.name = pid === process.pid ? 'load (this process)' : name
      usage.cpuSeconds = cpuSeconds - (first.get(pid) ?? 0)
      usage.memoryMb.push(memoryMb)
      usages.set(pid, usage)
    }
  }
  sample()
  const timer = setInterval(sample, everyMs)
  return {
    stop(): Usage[] {
      clearInterval(timer)
      sample()
      return [...usages.values()].filter(({ name }) => !incidental.has(name))
    },
  }
}
