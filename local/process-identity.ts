import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

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
