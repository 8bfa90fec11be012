import type { Metadata } from 'next'
import { readConsole, readLastHour, readRates, requireOperator } from '@/app/_server/console'
import { readFormats } from '@/app/_server/queries'
import { ConsolePage } from '@/components/admin/console-page'
import { QueueTable } from '@/components/admin/queue-table'

export const metadata: Metadata = { title: 'Queues', robots: { index: false } }
export const instant = false

export default async function QueuesPage() {
  await requireOperator()
  const [state, rates, hour, formats] = await Promise.all([
    readConsole(),
    readRates(),
    readLastHour(),
    readFormats(),
  ])
  return (
    <ConsolePage page="queues" heading="Queues" {...{ state, formats }}>
      <QueueTable {...state} {...{ rates, hour }} />
    </ConsolePage>
  )
}
