import { ulid } from 'ulid'
import type { TimeLeft } from '../time-left'
import { checkPage } from './check-page'
import { beginOf } from './cursor'
import { mostFindings, type Run } from './reconciliation'
import { advanceRun, findRun, listFindings, listRuns, saveFinding, saveRun } from './store'
import { countRows } from './tables'

/** Begins a run of all tables; where one is under way, that one. */
export async function beginRun(by: string, now = new Date()): Promise<Run> {
  const [latest] = await listRuns(1)
  if (latest?.cursor) return latest
  const run: Run = {
    id: `RUN-${ulid(now.getTime())}`,
    startedAt: now.toISOString(),
    by,
    expected: await countRows(),
    cursor: beginOf('orders'),
    checked: { orders: 0, checkouts: 0, payments: 0, reservations: 0, products: 0 },
    open: 0,
    found: 0,
    workMs: 0,
    version: 0,
  }
  await saveRun(run)
  return run
}

/**
 * Goes on with a run, page by page, until it has ended or the time is over. It stands in its row after each page: whoever
 * comes next goes on from there, and of two who do the second stops.
 */
export async function continueRun(id: string, timeLeft: TimeLeft): Promise<Run | undefined> {
  let run = await findRun(id)
  while (run?.cursor && timeLeft() > 0) {
    const next = await advance(run)
    if (!next) return findRun(id)
    run = next
  }
  return run
}

async function advance(run: Run): Promise<Run | undefined> {
  const { cursor } = run
  const began = performance.now()
  const { checked, open, findings, next } = await checkPage(cursor)
  const saved = await Promise.all(findings.map((finding) => saveFinding(run.id, finding)))
  const found = run.found + saved.filter((one) => 'done' in one).length
  const isOver = !next || found >= mostFindings
  const advanced: Run = {
    ...run,
    checked: { ...run.checked, ...(cursor && { [cursor.pass]: run.checked[cursor.pass] + checked }) },
    open: run.open + open,
    // Who was killed before this line had saved findings that nobody counted.
    found: isOver ? (await listFindings(run.id)).length : found,
    workMs: run.workMs + Math.round(performance.now() - began),
    cursor: isOver ? undefined : next,
    ...(isOver && { endedAt: new Date().toISOString() }),
  }
  return (await advanceRun(advanced)) ? { ...advanced, version: run.version + 1 } : undefined
}
