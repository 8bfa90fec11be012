import type { Metadata } from 'next'
import { readConsole, readReconciliation, requireOperator } from '@/app/_server/console'
import { readFormats } from '@/app/_server/queries'
import { CheckTables } from '@/components/admin/check-tables'
import { ConsolePage } from '@/components/admin/console-page'
import { EarlierRuns } from '@/components/admin/earlier-runs'
import { Findings } from '@/components/admin/findings'
import { RunState } from '@/components/admin/run-state'
import { checkTables } from './actions'

export const metadata: Metadata = { title: 'Reconciliation', robots: { index: false } }
export const instant = false

export default async function ReconciliationPage() {
  await requireOperator()
  const [state, { runs, findings, gone }, formats] = await Promise.all([
    readConsole(),
    readReconciliation(),
    readFormats(),
  ])
  const [latest, ...earlier] = runs
  return (
    <ConsolePage page="reconciliation" heading="Reconciliation" {...{ state, formats }}>
      <p className="max-w-prose text-soft">
        Reads every order, checkout, payment, reservation and product, and says which of them contradict each
        other. What is under way is left alone, and what looks wrong is read again before it is told.
      </p>
      <CheckTables action={checkTables} version={latest?.endedAt ? undefined : latest?.version} />
      {latest ? (
        <RunState run={latest} found={findings.length} gone={gone} />
      ) : (
        <p className="panel p-6 text-soft">Nothing was checked yet.</p>
      )}
      {latest && <Findings run={latest.id} findings={findings} />}
      {earlier.length > 0 && <EarlierRuns runs={earlier} />}
    </ConsolePage>
  )
}
