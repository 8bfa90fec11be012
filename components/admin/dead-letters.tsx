import Link from 'next/link'
import { confirmAddress, deadLetterAddress, deadLettersAddress, redriveAddress } from '@/lib/console-address'
import type { Job } from '@/lib/dead-letter/job'
import { counted } from '@/lib/verdict/verdict'
import type { FormAction } from '../ui/form'
import type { Notice } from '../ui/notice'
import { DataCell, DataRow, DataTable } from './data-table'
import { LogTime } from './log-time'
import { NoticeForm } from './notice-form'
import { Pager } from './pager'
import { RateField } from './rate-field'
import { jobInWords } from './redrive-progress'

type Letter = {
  messageId: string
  sentAt: string
  receives: number
  orderId?: string | undefined
  eventType?: string | undefined
  /** What a redrive would do. */
  outcome?: string | undefined
  fails: boolean
  /** What it failed by. */
  error?: string | undefined
}
type Props = {
  queue: string
  total: number
  meant: number
  outcomes: { words: string; count: number }[]
  causes: { key: string; words: string; count: number }[]
  letters: Letter[]
  hasMore: boolean
  page: number
  jobs: Job[]
  chosen: { cause?: string | undefined; outcome?: string | undefined }
  redrive: FormAction<Notice>
}

/** What waits in a dead-letter queue, each with what a redrive would do, to be marked and put back. */
export function DeadLetters(props: Props) {
  const { queue, total, meant, letters, page, hasMore, jobs, chosen, redrive } = props
  const isFiltered = chosen.cause !== undefined || chosen.outcome !== undefined
  return (
    <div className="grid grid-cols-1 gap-5">
      {jobs.map((job) => (
        <p key={job.id} className="wash bg-calm-wash text-calm">
          <Link href={redriveAddress(job.id)} prefetch={false} className="font-semibold underline">
            A redrive is {jobInWords(job)}
          </Link>
          . What it is about to move is not shown here.
        </p>
      ))}
      {total === 0 ? (
        <p className="panel p-6 text-soft">
          Nothing waits in {queue}. What is being moved, or was looked at by somebody else this moment, shows
          again within half a minute.
        </p>
      ) : (
        <>
          <Filters {...props} />
          <NoticeForm action={redrive} fields={{ queue }} className="grid grid-cols-1 gap-4">
            {letters.length === 0 ? (
              <p className="panel p-6 text-soft">
                None of the {total.toLocaleString('en')} that wait here is of that kind.
              </p>
            ) : (
              <DataTable
                caption={`${isFiltered ? `${counted(meant, 'message')} of ${total.toLocaleString('en')}` : counted(total, 'message')}, the oldest first. Each says what a redrive would do now, as if it were alone.`}
                columns={[
                  'Message',
                  'If it is put back',
                  'Failed by',
                  { name: 'Receives', isNumber: true },
                  'Redrive',
                ]}
              >
                {letters.map((letter) => (
                  <Row key={letter.messageId} queue={queue} {...letter} />
                ))}
              </DataTable>
            )}
            <div className="flex flex-wrap items-end gap-3">
              <RateField />
              <button type="submit" className="button button-strong">
                Redrive what is marked
              </button>
              {meant > 0 && (
                <>
                  <Link
                    href={confirmAddress(queue, { ...chosen, act: 'redrive' })}
                    prefetch={false}
                    className="button button-quiet"
                  >
                    Redrive {isFiltered ? `these ${meant.toLocaleString('en')}` : 'all'} …
                  </Link>
                  <Link
                    href={confirmAddress(queue, { ...chosen, act: 'discard' })}
                    prefetch={false}
                    className="button button-plain"
                  >
                    Discard {isFiltered ? `these ${meant.toLocaleString('en')}` : 'all'} …
                  </Link>
                </>
              )}
            </div>
          </NoticeForm>
          <Pager
            {...{ page, hasMore }}
            addressOf={(page) => deadLettersAddress(queue, { ...chosen, page })}
          />
        </>
      )}
    </div>
  )
}

const Filters = ({ queue, outcomes, causes, chosen }: Props) => (
  <div className="grid gap-4 sm:grid-cols-2">
    <Filter
      name="By what a redrive would do"
      all={deadLettersAddress(queue, { cause: chosen.cause })}
      isChosen={chosen.outcome !== undefined}
      kinds={outcomes.map(({ words, count }) => ({
        ...{ words, count, isChosen: words === chosen.outcome },
        address: deadLettersAddress(queue, { ...chosen, outcome: words }),
      }))}
    />
    <Filter
      name="By cause"
      all={deadLettersAddress(queue, { outcome: chosen.outcome })}
      isChosen={chosen.cause !== undefined}
      kinds={causes.map(({ key, words, count }) => ({
        ...{ words, count, isChosen: key === chosen.cause },
        address: deadLettersAddress(queue, { ...chosen, cause: key }),
      }))}
    />
  </div>
)

type FilterProps = {
  name: string
  all: string
  isChosen: boolean
  kinds: { words: string; count: number; isChosen: boolean; address: string }[]
}

const Filter = ({ name, all, isChosen, kinds }: FilterProps) =>
  (kinds.length > 0 || isChosen) && (
    <section aria-label={name} className="panel grid content-start gap-1 p-5">
      <h2 className="font-semibold">{name}</h2>
      <ul className="grid">
        {kinds.map((kind) => (
          <li key={kind.words}>
            <Link
              href={kind.address}
              prefetch={false}
              aria-current={kind.isChosen ? 'true' : undefined}
              className="flex min-h-8 items-baseline justify-between gap-4 py-1 underline aria-[current]:font-semibold"
            >
              <span className="min-w-0 wrap-anywhere">{kind.words}</span>
              <span className="tabular-nums">{kind.count.toLocaleString('en')}</span>
            </Link>
          </li>
        ))}
      </ul>
      {isChosen && (
        <Link href={all} prefetch={false} className="button button-plain justify-self-start">
          Show all
        </Link>
      )}
    </section>
  )

const Row = ({
  queue,
  messageId,
  sentAt,
  receives,
  orderId,
  eventType,
  ...letter
}: Letter & { queue: string }) => (
  <DataRow
    heading={
      <span className="flex items-start gap-3">
        <input
          type="checkbox"
          name="messageId"
          value={messageId}
          aria-label={`Mark ${messageId}`}
          data-mark
          className="mt-1 size-5 shrink-0 accent-accent"
        />
        <Link
          href={deadLetterAddress(queue, messageId)}
          prefetch={false}
          className="min-w-0 break-all underline"
        >
          {messageId.slice(0, 8)}
          <span className="sr-only">{messageId.slice(8)}</span>
        </Link>
        <span className="font-normal">{eventType ?? 'no event of ours'}</span>
      </span>
    }
    note={
      <>
        <LogTime iso={sentAt} />
        {orderId && <span className="block break-all">{orderId}</span>}
      </>
    }
  >
    <DataCell label="If it is put back" as="wide" className={letter.fails ? 'text-bad' : ''}>
      {letter.outcome ?? 'belongs to no queue of ours'}
    </DataCell>
    <DataCell label="Failed by" as="wide" className="wrap-anywhere">
      {letter.error ?? 'not kept'}
    </DataCell>
    <DataCell label="Receives" as="number">
      {receives}
    </DataCell>
    <DataCell label="Redrive" as="wide">
      <button type="submit" name="one" value={messageId} className="button button-quiet">
        Redrive <span className="sr-only">{messageId}</span>
      </button>
    </DataCell>
  </DataRow>
)
