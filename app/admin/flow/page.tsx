import type { Metadata } from 'next'
import { readConsole, readRates, requireOperator } from '@/app/_server/console'
import { readFormats } from '@/app/_server/queries'
import { ConsolePage } from '@/components/admin/console-page'
import { FlowFigure } from '@/components/admin/flow/figure'
import { FlowTable } from '@/components/admin/flow/flow-table'

export const metadata: Metadata = { title: 'Flow', robots: { index: false } }
export const instant = false

export default async function FlowPage() {
  await requireOperator()
  const [state, rates, formats] = await Promise.all([readConsole(), readRates(), readFormats()])
  const shown = { ...state, rates }
  return (
    <ConsolePage page="flow" heading="Flow" {...{ state, formats }}>
      <FlowFigure state={shown} />
      <FlowTable state={shown} />
    </ConsolePage>
  )
}
