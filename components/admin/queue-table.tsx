import {
  busDeadLetters,
  type Change,
  type Counts,
  contentsOf,
  type QueueState,
  type QueuesState,
  totalOf,
} from '@/lib/queue/queue'
import type { OpenNumbers } from '@/lib/verdict/verdict'
import { Ago } from './ago'
import { DataCell, DataRow, DataTable } from './data-table'

type Props = { queues: QueuesState; open: OpenNumbers; at: string }

const numbers = ['Waiting', 'In flight', 'Delayed', 'Change', 'Dead letters'] as const

/** Every queue with its dead letters, and what no queue could be given. */
export const QueueTable = ({ queues: { pairs, bus }, open, at }: Props) => (
  <div className="grid grid-cols-1 gap-5">
    <DataTable
      caption="Counts are SQS’s own, roughly right while messages come and go. Change compares two looks of this server, seconds apart: what came in, less what was taken out."
      columns={['Queue', 'Taken by', ...numbers.map((name) => ({ name, isNumber: true as const }))]}
    >
      {pairs.map((pair) => (
        <QueueRow key={pair.name} {...pair} />
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

const QueueRow = ({ name, consumer, counts, change, dead }: QueueState) => (
  <DataRow heading={name} note={contentsOf(name)}>
    <DataCell label="Taken by" as="wide">
      {consumer}
    </DataCell>
    <Count of="Waiting" is={counts?.waiting} />
    <Count of="In flight" is={counts?.inFlight} />
    <Count of="Delayed" is={counts?.delayed} />
    <DataCell label="Change" as="number">
      {changeText(change)}
    </DataCell>
    <Dead counts={dead} />
  </DataRow>
)

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
