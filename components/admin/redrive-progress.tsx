import Link from 'next/link'
import { deadLettersAddress } from '@/lib/console-address'
import type { Job } from '@/lib/dead-letter/job'
import { counted } from '@/lib/verdict/verdict'
import type { FormAction } from '../ui/form'
import type { Notice } from '../ui/notice'
import { ActForm } from './act-form'
import { LogTime } from './log-time'

const states = { running: 'under way', aborting: 'stopping', aborted: 'aborted', ended: 'ended' } as const

export const jobInWords = ({ state, moved, total }: Pick<Job, 'state' | 'moved' | 'total'>) =>
  `${states[state]}: ${moved.toLocaleString('en')} of ${total.toLocaleString('en')} moved`

type Props = { job: Job; became: string; abort: FormAction<Notice> }

/** How far a redrive has come, and what has become of what it has moved. */
export function RedriveProgress({ job, became, abort }: Props) {
  const { id, queue, by, why, beganAt, endedAt, perSecond, moved, total, state } = job
  const isUnderWay = state === 'running' || state === 'aborting'
  return (
    <section aria-labelledby="progress" className="panel grid gap-5 p-5 sm:p-6">
      <h2 id="progress" className="panel-title">
        {isUnderWay ? 'Under way' : state === 'aborted' ? 'Aborted' : 'Ended'}
      </h2>
      <div className="grid gap-2">
        <progress aria-label="Messages moved" value={moved} max={total} className="moved" />
        <p role="status">
          {jobInWords(job)}
          {became && <>. What has become of them: {became}</>}.
        </p>
        {!isUnderWay && moved < total && (
          <p className="text-soft">
            {counted(total - moved, 'message', 'messages')}{' '}
            {state === 'aborted' ? 'stayed where they were.' : 'were not there any more.'}
          </p>
        )}
      </div>
      <dl className="data-pairs">
        <dt>From</dt>
        <dd>
          <Link href={deadLettersAddress(queue)} prefetch={false} className="underline">
            {queue}
          </Link>
          , to the queue where each belongs
        </dd>
        <dt>Rate</dt>
        <dd>{counted(perSecond, 'message')} a second</dd>
        <dt>Begun</dt>
        <dd>
          <LogTime iso={beganAt} /> by {by}, because: {why}
        </dd>
        {endedAt && (
          <>
            <dt>Over</dt>
            <dd>
              <LogTime iso={endedAt} />
            </dd>
          </>
        )}
      </dl>
      <p className="max-w-[70ch] text-sm text-soft">
        It goes on while nobody looks: each minute where this page is closed. A message is sent to its queue
        before it is deleted here, so that none is lost; one that arrives twice changes nothing the second
        time. Settled is whose order is; back is what failed ten times again.
      </p>
      {state === 'running' && <ActForm action={abort} fields={{ id }} button="Abort" of="this redrive" />}
    </section>
  )
}
