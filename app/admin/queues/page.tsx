import type { Metadata } from 'next'
import { readConsole, readFormats, requireOperator } from '@/app/_server/queries'
import { ConsolePage } from '@/components/admin/console-page'
import { QueueTable } from '@/components/admin/queue-table'

export const metadata: Metadata = { title: 'Queues', robots: { index: false } }
export const instant = false

export default async function QueuesPage() {
  await requireOperator()
  const [state, formats] = await Promise.all([readConsole(), readFormats()])
  return (
    <ConsolePage page="queues" heading="Queues" {...{ state, formats }}>
      <QueueTable queues={state.queues} open={state.open} at={state.at} />
    </ConsolePage>
  )
}
