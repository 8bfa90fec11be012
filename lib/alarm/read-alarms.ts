import { Resource } from 'sst'
import { alarmsNamed } from '../aws/cloudwatch'
import { log } from '../observe/log'
import { type Alarm, byState } from './alarm'
import { entryOf } from './runbook'

/** The alarms of this stage, those that ring first; undefined where CloudWatch does not say. */
export async function readAlarms(): Promise<Alarm[] | undefined> {
  const prefix = `${Resource.App.name}-${Resource.App.stage}-`
  try {
    const found = await alarmsNamed(prefix)
    return (
      found
        .map(({ AlarmName = '', StateValue = 'INSUFFICIENT_DATA', StateUpdatedTimestamp, StateReason }) => ({
          name: AlarmName.slice(prefix.length),
          state: StateValue,
          ...(StateUpdatedTimestamp && { since: StateUpdatedTimestamp.toISOString() }),
          ...(StateReason && { reason: StateReason }),
        }))
        // Another stage may be called like this one and more.
        .filter(({ name }) => entryOf(name))
        .sort(byState)
    )
  } catch (error) {
    log.error('Alarms not read', { error })
    return undefined
  }
}
