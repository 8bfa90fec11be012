import type { Metadata } from 'next'
import { readConsole, readFormats, requireOperator } from '@/app/_server/queries'
import { ConsolePage } from '@/components/admin/console-page'
import { FlowFigure } from '@/components/admin/flow/figure'
import { FlowTable } from '@/components/admin/flow/flow-table'

export const metadata: Metadata = { title: 'Flow', robots: { index: false } }
export const instant = false

export default async function FlowPage() {
  await requireOperator()
  const [state, formats] = await Promise.all([readConsole(), readFormats()])
  return (
    <ConsolePage page="flow" heading="Flow" {...{ state, formats }}>
      <FlowFigure state={state} />
      <FlowTable state={state} />
    </ConsolePage>
  )
}
