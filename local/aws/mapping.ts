import { createHash } from 'node:crypto'
import { EventEmitter, once } from 'node:events'

export type Mapping = ReturnType<typeof createMapping>

/**
 * An event source mapping: whether a function is given what its queue holds. One that is disabled is so once what it had asked
 * the queue for by then has come.
 */
export function createMapping(functionName: string, queue: string) {
  const changes = new EventEmitter()
  let enabled = true
  let polls = 0
  let modified = new Date()
  return {
    functionName,
    queue,
    uuid: uuidOf(`${functionName} ${queue}`),
    state: () => (enabled ? 'Enabled' : polls > 0 ? 'Disabling' : 'Disabled'),
    modified: () => modified,
    enable(wanted: boolean) {
      if (wanted === enabled) return
      enabled = wanted
      modified = new Date()
      changes.emit('change')
    },
    /** Waits until it is enabled, or until `stopping` is aborted. */
    async whenEnabled(stopping: AbortSignal) {
      while (!enabled && !stopping.aborted)
        await once(changes, 'change', { signal: stopping }).catch(() => {})
    },
    async polling<Found>(poll: () => Promise<Found>): Promise<Found> {
      polls++
      return poll().finally(() => polls--)
    },
  }
}

/** The same at every start, as it is on AWS. */
function uuidOf(name: string) {
  const hex = createHash('sha256').update(name).digest('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
    '-',
  )
}
