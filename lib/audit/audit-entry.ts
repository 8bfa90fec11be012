import { ulid } from 'ulid'
import { AuditEntry } from './audit'

export function auditEntry(done: Omit<AuditEntry, 'day' | 'at'>, now = new Date()): AuditEntry {
  const at = now.toISOString()
  return AuditEntry.parse({ day: at.slice(0, 10), at: `${at}#${ulid(now.getTime())}`, ...done })
}
