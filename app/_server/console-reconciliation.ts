import 'server-only'
import * as z from 'zod'
import { audited } from '@/lib/audit/audited'
import { putEventsCall } from '@/lib/audit/put-events-call'
import { consoleAddress, findingAddress } from '@/lib/console-address'
import { compareRows } from '@/lib/reconciliation/comparison'
import { damages } from '@/lib/reconciliation/damage'
import { lookAtPurchase, repairPurchase } from '@/lib/reconciliation/repair-purchase'
import { parts } from '@/lib/reconciliation/rows'
import { beginRun, continueRun } from '@/lib/reconciliation/run-reconciliation'
import { findFinding, findRun, listFindings, listRuns } from '@/lib/reconciliation/store'
import { timeLeftOf } from '@/lib/time-left'
import { leadTo } from './lead-to'
import { read } from './logged'
import { type Notice, refused } from './notice'
import { requireOperator } from './operator'

/** Of one request: what is left goes on with the next. */
const workMs = 4_000
const runsShown = 10

/** The newest runs, what the newest has found, and which of that the one before it had not. */
export const readReconciliation = read(async () => {
  await requireOperator()
  const runs = await listRuns(runsShown)
  const [latest, before] = [runs[0], runs.slice(1).find(({ endedAt }) => endedAt)]
  const [findings, earlier] = await Promise.all(
    [latest, before].map(async (run) => (run ? listFindings(run.id) : [])),
  )
  const known = new Set(earlier?.map(({ id }) => id))
  const still = new Set(findings?.map(({ id }) => id))
  return {
    runs,
    findings: (findings ?? []).map((finding) => ({
      ...finding,
      isNew: before !== undefined && !known.has(finding.id),
    })),
    gone: latest?.endedAt ? [...known].filter((id) => !still.has(id)).length : 0,
  }
})

const Named = z.object({ run: z.string().min(1).max(60), finding: z.string().min(1).max(400) })

/** A finding with its rows as they stand now, what is wrong with them still, and what would mend them. */
export const readFinding = read(async (run: string, finding: string) => {
  await requireOperator()
  const { success, data } = Named.safeParse({ run, finding })
  const [known, found] = success
    ? await Promise.all([findRun(data.run), findFinding(data.run, data.finding)])
    : [undefined, undefined]
  if (!known || !found) return undefined
  const looked = found.purchase && (await lookAtPurchase(found.purchase))
  return {
    finding: found,
    ...(looked && {
      damages: looked.damages,
      remedy: looked.remedy,
      rows: compareRows(looked.raw),
      missing: parts.filter((part) => !looked.raw[part]),
    }),
  }
})

/** Begins a check of all tables, or goes on with the one under way. */
export async function checkTables(): Promise<Notice> {
  const operator = await requireOperator()
  const { id } = await beginRun(operator.email)
  const run = await continueRun(id, timeLeftOf(workMs))
  return { ok: true, message: run?.endedAt ? 'All tables are checked.' : 'The check goes on.' }
}

/** Publishes what mends a finding, after it was written down who wanted that. */
export async function repairFinding(form: FormData): Promise<Notice> {
  const operator = await requireOperator()
  const named = Named.safeParse(Object.fromEntries(form))
  const finding = named.data && (await findFinding(named.data.run, named.data.finding))
  if (!named.data || !finding?.purchase) return refused('There is no such finding any more.')
  const { remedy, damages: found } = await lookAtPurchase(finding.purchase)
  const [damage] = found
  if (!damage)
    return leadTo(consoleAddress('reconciliation'), {
      ok: true,
      message: 'It is whole already: nothing was published.',
    })
  if (!remedy) return refused('No event mends this: a person has to.')
  const { purchase } = finding
  const target = purchase.orderId ?? finding.id
  const repaired = await audited(
    {
      ...{ who: operator.email, what: 'purchase repaired', target },
      why: `reconciliation: ${damages[damage].title.toLowerCase()}`,
      call: remedy.events.map((type) => putEventsCall(target, type)).join('\n'),
      before: found.map((one) => damages[one].title).join('; '),
    },
    () => repairPurchase(purchase),
    (done) =>
      done.ok
        ? `published ${done.events.map(({ type }) => type).join(', ')}`
        : 'nothing: its rows had changed',
  )
  if (!repaired.ok) return refused('Its rows have changed meanwhile. Look at them again.')
  const types = repaired.events.map(({ type }) => type).join(' and ')
  return leadTo(findingAddress(named.data.run, named.data.finding), {
    ok: true,
    message: `${types} published again. Its services answer within seconds.`,
  })
}
