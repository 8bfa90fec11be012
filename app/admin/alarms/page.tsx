import type { Metadata } from 'next'
import { readConsole, requireOperator } from '@/app/_server/console'
import { readFormats } from '@/app/_server/queries'
import { Alarms } from '@/components/admin/alarms'
import { ConsolePage } from '@/components/admin/console-page'

export const metadata: Metadata = { title: 'Alarms', robots: { index: false } }
export const instant = false

export default async function AlarmsPage() {
  await requireOperator()
  const [state, formats] = await Promise.all([readConsole(), readFormats()])
  return (
    <ConsolePage page="alarms" heading="Alarms" {...{ state, formats }}>
      <Alarms alarms={state.alarms} />
    </ConsolePage>
  )
}
