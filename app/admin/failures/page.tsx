import type { Metadata } from 'next'
import Link from 'next/link'
import { readConsole, readFailures, requireOperator } from '@/app/_server/console'
import { readFormats } from '@/app/_server/queries'
import { ConsolePage } from '@/components/admin/console-page'
import { Failures } from '@/components/admin/failures'
import { consoleAddress } from '@/lib/console-address'

export const metadata: Metadata = { title: 'Failures', robots: { index: false } }
export const instant = false

export default async function FailuresPage() {
  await requireOperator()
  const [state, failures, formats] = await Promise.all([readConsole(), readFailures(), readFormats()])
  return (
    <ConsolePage page="failures" heading="Failures" {...{ state, formats }}>
      <Failures {...failures} queues={state.queues} />
      <p>
        <Link href={consoleAddress('discarded')} prefetch={false} className="button button-plain -mx-3">
          What was discarded
        </Link>
      </p>
    </ConsolePage>
  )
}
