import type { Metadata } from 'next'
import * as z from 'zod'
import { readConsole, readLetters, requireOperator } from '@/app/_server/console'
import { readFormats } from '@/app/_server/queries'
import { ConsolePage } from '@/components/admin/console-page'
import { DeadLetters } from '@/components/admin/dead-letters'
import { deadLettersAddress } from '@/lib/console-address'
import { redriveLetters } from '../actions'

export const metadata: Metadata = { title: 'Dead letters', robots: { index: false } }
export const instant = false

const Text = z.string().max(2_000).optional().catch(undefined)
const Asked = z.object({ cause: Text, outcome: Text, page: z.coerce.number().int().min(1).catch(1) })

export default async function DeadLettersPage({
  params,
  searchParams,
}: PageProps<'/admin/failures/[queue]'>) {
  await requireOperator()
  const { queue } = await params
  const { page, ...chosen } = Asked.parse(await searchParams)
  const [state, letters, formats] = await Promise.all([
    readConsole(),
    readLetters(queue, page, chosen.cause, chosen.outcome),
    readFormats(),
  ])
  const address = deadLettersAddress(queue, { ...chosen, page: page > 1 ? page : undefined })
  return (
    <ConsolePage page="failures" heading={queue} {...{ state, formats, address }}>
      {letters ? (
        <DeadLetters {...{ queue, page, chosen }} {...letters} redrive={redriveLetters} />
      ) : (
        <p className="panel p-6 text-soft">There is no dead-letter queue of this name.</p>
      )}
    </ConsolePage>
  )
}
