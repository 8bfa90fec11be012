import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { isFreshOperator, readConsole, requireOperator } from '@/app/_server/console'
import { readFormats } from '@/app/_server/queries'
import { ConsolePage } from '@/components/admin/console-page'
import { PauseForm } from '@/components/admin/pause-form'
import { SignInAgain } from '@/components/admin/sign-in-again'
import { consolePauseAddress, signInAgainAddress } from '@/lib/console-address'
import { Consumer, longestPauseMinutes, queueOf } from '@/lib/pause/pause'
import { pause } from '../../actions'

export const metadata: Metadata = { title: 'Pause', robots: { index: false } }
export const instant = false

export default async function PausePage({ params }: PageProps<'/admin/pause/[consumer]'>) {
  await requireOperator()
  const { success, data: consumer } = Consumer.safeParse((await params).consumer)
  if (!success) notFound()
  const [state, formats, isFresh] = await Promise.all([readConsole(), readFormats(), isFreshOperator()])
  const address = consolePauseAddress(consumer)
  const queue = queueOf(consumer)
  const waiting = state.queues.pairs.find(({ name }) => name === queue)?.counts?.waiting
  return (
    <ConsolePage page="queues" heading={`Pause ${consumer}`} {...{ state, formats, address }}>
      <div className="panel grid max-w-2xl gap-5 p-6">
        <p>
          It takes no messages until the pause is over; {waiting === undefined ? 'some' : waiting} wait in{' '}
          {queue} now, and what comes joins them. Nothing is lost, and no order settles meanwhile. After ten
          minutes {queue}Age rings.
        </p>
        {isFresh ? (
          <PauseForm action={pause} consumer={consumer} longestMinutes={longestPauseMinutes} />
        ) : (
          <SignInAgain address={signInAgainAddress(address)} />
        )}
      </div>
    </ConsolePage>
  )
}
