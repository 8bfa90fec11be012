import type { Metadata } from 'next'
import * as z from 'zod'
import { isFreshOperator, readConsole, readMeant, requireOperator } from '@/app/_server/console'
import { readFormats } from '@/app/_server/queries'
import { ConfirmLetters } from '@/components/admin/confirm-letters'
import { ConsolePage } from '@/components/admin/console-page'
import { confirmAddress } from '@/lib/console-address'
import { discardLetters, redriveMany } from '../../actions'

export const metadata: Metadata = { title: 'Confirm', robots: { index: false } }
export const instant = false

const Text = z.string().max(2_000).optional().catch(undefined)
const Asked = z.object({
  act: z.enum(['redrive', 'discard']).catch('redrive'),
  cause: Text,
  outcome: Text,
  messageId: Text,
})

export default async function ConfirmPage({
  params,
  searchParams,
}: PageProps<'/admin/failures/[queue]/confirm'>) {
  await requireOperator()
  const { queue } = await params
  const { act, ...named } = Asked.parse(await searchParams)
  const { messageId, ...filter } = named
  const [state, meant, isFresh, formats] = await Promise.all([
    readConsole(),
    readMeant(queue, filter.cause, filter.outcome, messageId),
    isFreshOperator(),
    readFormats(),
  ])
  const chosen = Object.fromEntries(
    Object.entries(named).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )
  const address = confirmAddress(queue, { act, ...named })
  return (
    <ConsolePage
      page="failures"
      heading={act === 'redrive' ? `Redrive ${queue}` : 'Discard'}
      {...{ state, formats, address }}
    >
      {meant && meant.count > 0 ? (
        <ConfirmLetters
          {...{ act, queue, chosen, address, isFresh }}
          {...meant}
          action={act === 'redrive' ? redriveMany : discardLetters}
        />
      ) : (
        <p className="panel p-6 text-soft">
          Nothing of that kind waits in {queue} any more: put back, discarded, or looked at by somebody else
          this moment.
        </p>
      )}
    </ConsolePage>
  )
}
