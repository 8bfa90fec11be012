import type { Metadata } from 'next'
import Link from 'next/link'
import { readConsole, readLetter, requireOperator } from '@/app/_server/console'
import { readFormats } from '@/app/_server/queries'
import { ConsolePage } from '@/components/admin/console-page'
import { DeadLetterDetail } from '@/components/admin/dead-letter-detail'
import { deadLetterAddress, deadLettersAddress, editAddress } from '@/lib/console-address'
import { redriveLetters } from '../../actions'

export const metadata: Metadata = { title: 'Dead letter', robots: { index: false } }
export const instant = false

export default async function DeadLetterPage({ params }: PageProps<'/admin/failures/[queue]/[messageId]'>) {
  await requireOperator()
  const { queue, messageId } = await params
  const [state, known, formats] = await Promise.all([
    readConsole(),
    readLetter(queue, messageId),
    readFormats(),
  ])
  const address = deadLetterAddress(queue, messageId)
  return (
    <ConsolePage
      page="failures"
      heading={`Message ${messageId.slice(0, 8)}`}
      {...{ state, formats, address }}
    >
      {known ? (
        <DeadLetterDetail
          {...{ queue, messageId }}
          {...known}
          edit={known.isEvent ? editAddress(queue, messageId) : undefined}
          redrive={redriveLetters}
        />
      ) : (
        <p className="panel p-6 text-soft">There is no dead-letter queue of this name.</p>
      )}
      <p>
        <Link href={deadLettersAddress(queue)} prefetch={false} className="button button-plain -mx-3">
          All of {queue}
        </Link>
      </p>
    </ConsolePage>
  )
}
