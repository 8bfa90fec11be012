import type { AuditEntry } from './audit'
import { entriesOf } from './store'

/** What an entry has to contain, in whatever case. */
export type AuditFilter = { who?: string | undefined; what?: string | undefined }
export type AuditDay = { day: string; entries: AuditEntry[]; isCut: boolean }

const dayMs = 24 * 60 * 60_000
/** Of one day, as many as a person reads. */
const mostShown = 200

/** The days up to and with `until`, newest first, those without an entry that fits left out. Days are UTC's. */
export async function listEntries(
  until: string,
  days: number,
  filter: AuditFilter = {},
): Promise<AuditDay[]> {
  const wanted = Array.from({ length: days }, (_, back) => dayBefore(until, back))
  const found = await Promise.all(wanted.map((day) => listDay(day, filter)))
  return found.filter(({ entries }) => entries.length > 0)
}

/** @param back how many days */
export const dayBefore = (day: string, back: number) =>
  new Date(Date.parse(day) - back * dayMs).toISOString().slice(0, 10)

async function listDay(day: string, filter: AuditFilter): Promise<AuditDay> {
  const entries: AuditEntry[] = []
  for await (const page of entriesOf(day)) {
    entries.push(...page.filter((entry) => fits(entry, filter)))
    if (entries.length > mostShown) break
  }
  return { day, entries: entries.slice(0, mostShown), isCut: entries.length > mostShown }
}

function fits(entry: AuditEntry, { who = '', what = '' }: AuditFilter) {
  const has = (texts: string[], sought: string) =>
    texts.some((text) => text.toLowerCase().includes(sought.trim().toLowerCase()))
  return has([entry.who], who) && has([entry.what, entry.target], what)
}
