import type { Metadata } from 'next'
import { readConsole, readRates, requireOperator } from '@/app/_server/console'
import { readFormats } from '@/app/_server/queries'
import { ConsolePage } from '@/components/admin/console-page'
import { Overview } from '@/components/admin/overview'

export const metadata: Metadata = { title: 'Console', robots: { index: false } }
export const instant = false

export default async function OverviewPage() {
  await requireOperator()
  const [state, rates, formats] = await Promise.all([readConsole(), readRates(), readFormats()])
  return (
    <ConsolePage page="overview" heading="How the shop is doing" {...{ state, formats }}>
      <Overview state={state} rates={rates} />
    </ConsolePage>
  )
}
