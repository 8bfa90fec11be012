import { Resource } from 'sst'
import { auditEntry } from '../audit/audit-entry'
import { auditing, completeEntry } from '../audit/store'
import { transact } from '../aws/dynamo'
import { mappingState, switchMapping } from '../aws/lambda'
import { reportOf } from '../observe/loggable-error'
import { type Consumer, isOver, type Pause, queueOf } from './pause'
import { findPause, pausing } from './store'

type Asked = { consumer: Consumer; minutes: number; who: string; why: string }
/** What is wanted stands in any case; where Lambda does not do it now, the reconciler does within a minute. */
export type Switched = { ok: true } | { ok: false; reason: 'not now' | 'not paused' }

/** Lets a consumer take no messages for so many minutes. Another pause of it takes the place of the one before. */
export async function pauseConsumer({ consumer, minutes, who, why }: Asked): Promise<Switched> {
  const now = new Date()
  const until = new Date(now.getTime() + minutes * 60_000).toISOString()
  const pause: Pause = { consumer, since: now.toISOString(), until, who, why }
  return switched(pause, { what: 'consumer paused', who, why, now, enabled: false })
}

/** Ends a pause before it is over. */
export async function resumeConsumer(consumer: Consumer, who: string): Promise<Switched> {
  const now = new Date()
  const pause = await findPause(consumer)
  if (!pause) return { ok: false, reason: 'not paused' }
  const until = isOver(pause, now) ? pause.until : now.toISOString()
  const why = 'asked for on the banner of its pause'
  return switched({ ...pause, until }, { what: 'consumer resumed', who, why, now, enabled: true })
}

type Switching = { what: string; who: string; why: string; now: Date; enabled: boolean }

/** What is wanted is written before it is done: whoever is killed between leaves the rest to the reconciler. */
async function switched(pause: Pause, { now, enabled, ...told }: Switching): Promise<Switched> {
  const { consumer, until } = pause
  const uuid = Resource.Mappings[queueOf(consumer)]
  const entry = auditEntry(
    {
      ...told,
      target: consumer,
      call: `aws lambda update-event-source-mapping --uuid ${uuid} --${enabled ? '' : 'no-'}enabled`,
      before: await stateInWords(consumer, uuid, now),
    },
    now,
  )
  await transact([pausing(pause), auditing(entry)])
  try {
    const state = await switchMapping(uuid, enabled)
    await completeEntry(entry, enabled ? state : `${state}, paused until ${until}`)
    return { ok: true }
  } catch (error) {
    await completeEntry(entry, `failed: ${reportOf(error).name}; left to the reconciler`)
    return { ok: false, reason: 'not now' }
  }
}

async function stateInWords(consumer: Consumer, uuid: string, now: Date) {
  const [state, pause] = await Promise.all([
    mappingState(uuid).catch((error) => `unknown (${reportOf(error).name})`),
    findPause(consumer),
  ])
  return pause && !isOver(pause, now) ? `${state}, paused until ${pause.until}` : state
}
