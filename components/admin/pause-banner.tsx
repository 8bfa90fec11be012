import { type Paused, queueOf } from '@/lib/pause/pause'
import type { FormAction } from '../ui/form'
import type { Notice } from '../ui/notice'
import { ActForm } from './act-form'
import { LogTime } from './log-time'

type Props = { pauses: Paused[]; resume: FormAction<Notice> }

/** What takes no messages because somebody wants so, with the way to end it. */
export const PauseBanner = ({ pauses, resume }: Props) =>
  pauses.map((pause) => (
    <section
      key={pause.consumer}
      aria-label={`Pause of ${pause.consumer}`}
      className="wash flex flex-wrap items-center justify-between gap-x-6 gap-y-2 bg-warn-wash text-warn"
    >
      <p className="min-w-0 wrap-anywhere">
        <Said {...pause} />
      </p>
      <ActForm action={resume} fields={{ consumer: pause.consumer }} button="Resume" of={pause.consumer} />
    </section>
  ))

function Said({ consumer, who, why, until, is }: Paused) {
  if (is === 'overdue')
    return (
      <>
        <b>{consumer} should take messages again</b> since <LogTime iso={until} />, and does not: Lambda has
        not enabled it. It is tried again every minute.
      </>
    )
  return (
    <>
      <b>
        {consumer} is {is === 'on' ? 'paused' : 'being paused'}
      </b>{' '}
      by {who} until <LogTime iso={until} />, because: {why}. What comes waits in {queueOf(consumer)}.
    </>
  )
}
