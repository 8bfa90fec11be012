import type { Metadata } from 'next'
import { readConsole, readWaiting, requireOperator } from '@/app/_server/console'
import { readFormats } from '@/app/_server/queries'
import { ConsolePage } from '@/components/admin/console-page'
import { OpenCheckouts } from '@/components/admin/open-checkouts'
import { consoleAddress } from '@/lib/console-address'
import { publishCheckout, publishCheckouts } from '../actions'

export const metadata: Metadata = { title: 'Open checkouts', robots: { index: false } }
export const instant = false

export default async function CheckoutsPage({ searchParams }: PageProps<'/admin/checkouts'>) {
  await requireOperator()
  const page = Math.max(1, Number((await searchParams).page) || 1)
  const [state, waiting, formats] = await Promise.all([readConsole(), readWaiting(page), readFormats()])
  const address = consoleAddress('checkouts', { page: page > 1 ? page : undefined })
  return (
    <ConsolePage page="checkouts" heading="Open checkouts" {...{ state, formats, address }}>
      <OpenCheckouts
        open={state.open}
        at={state.at}
        waiting={waiting}
        page={page}
        actions={{ publishCheckout, publishCheckouts }}
      />
    </ConsolePage>
  )
}
