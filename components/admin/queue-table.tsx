import Link from 'next/link'
import { consolePauseAddress } from '@/lib/console-address'
import { Consumer, type Paused } from '@/lib/pause/pause'
import {
  busDeadLetters,
  type Change,
  type Counts,
  contentsOf,
  type LastHour as Hour,
  type Moved,
  type QueueState,
  type QueuesState,
  type Rates,
  totalOf,
} from '@/lib/queue/queue'
import type { OpenNumbers } from '@/lib/verdict/verdict'
import { Ago } from './ago'
import { DataCell, DataRow, DataTable } from './data-table'
import { LastHour } from './last-hour'
import { Sparkline } from './sparkline'

type Props = {
  queues: QueuesState
  rates: Rates
  hour: Hour
  pauses: Paused[]
  open: OpenNumbers
  at: string
}

const numbers = ['Waiting', 'In flight', 'Delayed', 'Change', 'In / out a minute', 'Dead letters'] as const

/** Every queue with its dead letters, and what no queue could be given. */
export const QueueTable = ({ queues: { pairs, bus }, rates, hour, pauses, open, at }: Props) => (
  <div className="grid grid-cols-1 gap-5">
    <DataTable
      caption="Counts are SQS’s own, roughly right while messages come and go. Change compares two looks of this server, seconds apart: what came in, less what was taken out. In and out are CloudWatch’s, over the last five minutes, and a minute or two late; the picture is of the last hour, filled what came in, the line what was done with."
      columns={['Queue', 'Taken by', ...numbers.map((name) => ({ name, isNumber: true as const }))]}
    >
      {pairs.map((pair) => (
        <QueueRow
          key={pair.name}
          {...pair}
          rate={rates[pair.name]}
          minutes={hour[pair.name]}
          pause={pauses.find(({ consumer }) => consumer === pair.consumer)}
        />
      ))}
      <DataRow heading={busDeadLetters} note="what a rule could not deliver for an hour">
        <DataCell label="Taken by" as="wide">
          nobody
        </DataCell>
        {numbers.slice(0, -1).map((name) => (
          <DataCell key={name} label={name} as="number" className="max-[56rem]:hidden!">
            –
          </DataCell>
        ))}
        <Dead counts={bus} />
      </DataRow>
    </DataTable>
    <LastHour hour={hour} />
    <p className="text-soft">
      {open.oldest ? (
        <>
          The oldest purchase that is open was placed <Ago since={open.oldest} at={at} /> ago.
        </>
      ) : (
        'No purchase is open.'
      )}
    </p>
  </div>
)

type RowProps = QueueState & {
  rate: Moved | undefined
  minutes: readonly Moved[] | undefined
  pause: Paused | undefined
}

const QueueRow = ({ name, consumer, counts, change, dead, rate, minutes, pause }: RowProps) => (
  <DataRow heading={name} note={contentsOf(name)}>
    <DataCell label="Taken by" as="wide">
      <TakenBy consumer={consumer} pause={pause} />
    </DataCell>
    <Count of="Waiting" is={counts?.waiting} />
    <Count of="In flight" is={counts?.inFlight} />
    <Count of="Delayed" is={counts?.delayed} />
    <DataCell label="Change" as="number">
      {changeText(change)}
    </DataCell>
    <DataCell label="In / out a minute" as="number">
      {rate ? `${perMinute(rate.in)} / ${perMinute(rate.out)}` : '–'}
      {minutes && <Sparkline minutes={minutes} />}
    </DataCell>
    <Dead counts={dead} />
  </DataRow>
)

/** Below one, one digit tells it from nothing. */
const perMinute = (rate: number) =>
  (rate < 10 ? Math.round(rate * 10) / 10 : Math.round(rate)).toLocaleString('en')

const states = { on: 'paused', beginning: 'being paused', overdue: 'not resumed' }

function TakenBy({ consumer, pause }: { consumer: QueueState['consumer']; pause: Paused | undefined }) {
  if (pause)
    return (
      <>
        {consumer}, <b className="text-warn">{states[pause.is]}</b>
      </>
    )
  if (!Consumer.safeParse(consumer).success) return consumer
  return (
    <>
      {consumer}{' '}
      <Link
        href={consolePauseAddress(consumer)}
        prefetch={false}
        className="inline-flex min-h-6 items-center text-sm underline"
      >
        Pause<span className="sr-only"> {consumer}</span>
      </Link>
    </>
  )
}

const Count = ({ of, is, className = '' }: { of: string; is: number | undefined; className?: string }) => (
  <DataCell label={of} as="number" className={className}>
    {is?.toLocaleString('en') ?? '?'}
  </DataCell>
)

function Dead({ counts }: { counts: Counts | undefined }) {
  const count = counts && totalOf(counts)
  return <Count of="Dead letters" is={count} className={count ? 'font-bold text-bad' : ''} />
}

function changeText(change: Change | undefined) {
  if (!change) return '–'
  const perSecond = Math.round(change.perSecond * 10) / 10
  const sign = perSecond > 0 ? '+' : perSecond < 0 ? '−' : ''
  return `${sign}${Math.abs(perSecond)}/s`
}
