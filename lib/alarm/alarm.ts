export type AlarmState = 'ALARM' | 'INSUFFICIENT_DATA' | 'OK'

/** An alarm as CloudWatch has judged it last, by its name in sst.config.ts. */
export type Alarm = { name: string; state: AlarmState; since?: string; reason?: string }

const worst: Record<AlarmState, number> = { ALARM: 0, INSUFFICIENT_DATA: 1, OK: 2 }

/** What rings first, the one that has for longest before the others. */
export const byState = (a: Alarm, b: Alarm) =>
  worst[a.state] - worst[b.state] ||
  (a.since ?? '').localeCompare(b.since ?? '') ||
  a.name.localeCompare(b.name)
