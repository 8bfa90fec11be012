import type { Metadata } from 'next'
import { readConsole, readDiscarded, requireOperator } from '@/app/_server/console'
import { readFormats } from '@/app/_server/queries'
import { ConsolePage } from '@/components/admin/console-page'
import { Discarded } from '@/components/admin/discarded'
import { consoleAddress } from '@/lib/console-address'
import { putBackLetter } from '../actions'

export const metadata: Metadata = { title: 'Discarded', robots: { index: false } }
export const instant = false

export default async function DiscardedPage() {
  await requireOperator()
  const [state, discarded, formats] = await Promise.all([readConsole(), readDiscarded(), readFormats()])
  const address = consoleAddress('discarded')
  return (
    <ConsolePage page="failures" heading="Discarded messages" {...{ state, formats, address }}>
      <Discarded discarded={discarded} putBack={putBackLetter} />
    </ConsolePage>
  )
}
