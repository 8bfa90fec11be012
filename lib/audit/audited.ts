import { reportOf } from '../observe/loggable-error'
import type { AuditEntry } from './audit'
import { auditEntry } from './audit-entry'
import { completeEntry, putEntry } from './store'

type Done = Omit<AuditEntry, 'day' | 'at' | 'after'>

/**
 * Does what is no write of a table. It is told before it is done, so that nothing is done untold, and what came of it once that
 * is known: what is cut short between stays without an end.
 *
 * @param outcome what `act` came to, in words
 */
export async function audited<Outcome>(
  done: Done,
  act: () => Promise<Outcome>,
  outcome: (outcome: Outcome) => string,
): Promise<Outcome> {
  const entry = auditEntry(done)
  await putEntry(entry)
  try {
    const came = await act()
    await completeEntry(entry, outcome(came))
    return came
  } catch (error) {
    await completeEntry(entry, `failed: ${reportOf(error).name}`).catch(() => {})
    throw error
  }
}
