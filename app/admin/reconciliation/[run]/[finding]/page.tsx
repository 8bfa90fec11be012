import type { Metadata } from 'next'
import Link from 'next/link'
import { readConsole, readFinding, requireOperator } from '@/app/_server/console'
import { productIdAt, readFormats } from '@/app/_server/queries'
import { ComparedRows } from '@/components/admin/compared-rows'
import { ConsolePage } from '@/components/admin/console-page'
import { FindingState } from '@/components/admin/finding-state'
import { Repair } from '@/components/admin/repair'
import { consoleAddress, findingAddress } from '@/lib/console-address'
import { damages } from '@/lib/reconciliation/damage'
import { repairFinding } from '../../actions'

export const metadata: Metadata = { title: 'Finding', robots: { index: false } }
export const instant = false

export default async function FindingPage({ params }: PageProps<'/admin/reconciliation/[run]/[finding]'>) {
  await requireOperator()
  const named = await params
  const [run, id] = [productIdAt(named.run), productIdAt(named.finding)]
  const [state, found, formats] = await Promise.all([readConsole(), readFinding(run, id), readFormats()])
  const heading = found ? damages[found.finding.damage].title : 'No such finding'
  return (
    <ConsolePage
      page="reconciliation"
      heading={heading}
      address={findingAddress(run, id)}
      {...{ state, formats }}
    >
      {found ? (
        <>
          <FindingState {...found} />
          {found.remedy && <Repair run={run} finding={id} remedy={found.remedy} action={repairFinding} />}
          {found.rows && <ComparedRows rows={found.rows} missing={found.missing ?? []} />}
        </>
      ) : (
        <p className="panel p-6 text-soft">Checks are kept for 90 days: this one is gone, or never was.</p>
      )}
      <Link href={consoleAddress('reconciliation')} className="text-link min-h-11 text-soft">
        All findings
      </Link>
    </ConsolePage>
  )
}
