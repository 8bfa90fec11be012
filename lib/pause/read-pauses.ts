import { Resource } from 'sst'
import { mappingState } from '../aws/lambda'
import { log } from '../observe/log'
import { pairs } from '../queue/queue'
import { type Consumer, isOver, type Paused, type PausesState, queueOf } from './pause'
import { findPause } from './store'

export async function readPauses(now = new Date()): Promise<PausesState> {
  const found = await Promise.all(
    pairs.map(({ consumer, name: queue }) =>
      readPause(consumer, now).catch((error) => {
        log.error('Pause not read', { queue, error })
        return 'unread' as const
      }),
    ),
  )
  return {
    pauses: found.filter((one) => one !== undefined && one !== 'unread'),
    unread: found.includes('unread'),
  }
}

/** How long one that is over is looked at. */
const watchedMs = 24 * 60 * 60_000

async function readPause(consumer: Consumer, now: Date): Promise<Paused | undefined> {
  const pause = await findPause(consumer)
  if (!pause || now.getTime() - Date.parse(pause.until) > watchedMs) return undefined
  const state = await mappingState(Resource.Mappings[queueOf(consumer)])
  if (!isOver(pause, now)) return { ...pause, is: state === 'Disabled' ? 'on' : 'beginning' }
  return state === 'Disabled' ? { ...pause, is: 'overdue' } : undefined
}
