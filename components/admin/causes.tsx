import Link from 'next/link'
import { deadLettersAddress } from '@/lib/console-address'
import { type Cause, causeInWords } from '@/lib/failure/failure'
import { counted } from '@/lib/verdict/verdict'
import { Price } from '../ui/formats'
import { DataCell, DataRow, DataTable } from './data-table'
import { LogTime } from './log-time'

export type ShownCause = {
  key: string
  cause: Cause
  first: string
  last: string
  /** How often anything of it failed. */
  count: number
  events: number
  /** Events whose order has settled since. */
  over: number
  orderIds: string[]
  /** Decimal dollars. */
  money: number
  says?: string | undefined
  place?: string | undefined
  /** Where its messages wait. */
  queue?: string | undefined
}

/** What went wrong, the last first: many messages have one cause. */
export const Causes = ({ causes }: { causes: ShownCause[] }) => (
  <DataTable
    caption="By error, field, event and function, for fifteen days after it failed last. A try that comes back counts again."
    columns={[
      'Cause',
      'First',
      'Last',
      { name: 'Failed', isNumber: true },
      { name: 'Orders', isNumber: true },
      { name: 'Money', isNumber: true },
      'State',
    ]}
  >
    {causes.map((cause) => (
      <CauseRow key={cause.key} shown={cause} />
    ))}
  </DataTable>
)

const CauseRow = ({ shown }: { shown: ShownCause }) => (
  <DataRow
    heading={
      shown.queue ? (
        <Link
          href={deadLettersAddress(shown.queue, { cause: shown.key })}
          prefetch={false}
          className="wrap-anywhere underline"
        >
          {causeInWords(shown.cause)}
        </Link>
      ) : (
        causeInWords(shown.cause)
      )
    }
    note={shown.says ?? shown.place}
  >
    <DataCell label="First" as="wide">
      <LogTime iso={shown.first} />
    </DataCell>
    <DataCell label="Last" as="wide">
      <LogTime iso={shown.last} />
    </DataCell>
    <DataCell label="Failed" as="number">
      {shown.count.toLocaleString('en')}
    </DataCell>
    <DataCell label="Orders" as="number">
      {shown.orderIds.length.toLocaleString('en')}
    </DataCell>
    <DataCell label="Money" as="number">
      <Price amount={shown.money} />
    </DataCell>
    <DataCell label="State" as="wide">
      {shown.over === shown.events
        ? 'all settled since'
        : counted(shown.events - shown.over, 'event is open', 'events are open')}
    </DataCell>
  </DataRow>
)
