import Link from 'next/link'
import { consoleAddress, consoleOrderAddress } from '@/lib/console-address'
import type { OpenNumbers } from '@/lib/verdict/verdict'
import type { FormAction } from '../ui/form'
import type { Notice } from '../ui/notice'
import { ActForm } from './act-form'
import { Ago } from './ago'
import { CalmState } from './calm-state'
import { DataCell, DataRow, DataTable } from './data-table'
import { LogTime } from './log-time'
import { Pager } from './pager'

type Waiting = {
  checkoutId: string
  orderDate: string
  attempts: number
  dueAt?: string | undefined
  givenUp: boolean
  waitsFor: string[]
}
type Act = FormAction<Notice>
type Props = {
  open: OpenNumbers
  at: string
  waiting: { rows: Waiting[]; hasMore: boolean }
  page: number
  actions: { publishCheckout: Act; publishCheckouts: Act }
}

/** Every purchase that has not settled: those that were given up first, then the oldest. */
export function OpenCheckouts({ open, at, waiting: { rows, hasMore }, page, actions }: Props) {
  if (open.open === 0) return <NoneOpen />
  const count = `${open.open.toLocaleString('en')}${open.isCut ? ' or more' : ''}`
  return (
    <div className="grid grid-cols-1 gap-5">
      <div className="flex flex-wrap items-start justify-between gap-4">
        <p className="max-w-[60ch] text-soft">
          {count} open{open.givenUp > 0 && `, ${open.givenUp} of them after ten attempts`}. To publish one
          again is safe at any time: what it has led to already stays as it is.
        </p>
        <ActForm action={actions.publishCheckouts} button="Publish all again" of={`, ${count} checkouts`} />
      </div>
      <DataTable
        caption="The reconciler publishes each again by itself: after 1, 2, 4 minutes and so on, at last every hour."
        columns={[
          'Purchase',
          'Age',
          { name: 'Attempts', isNumber: true },
          'Next attempt',
          'Waits for',
          'Repair',
        ]}
      >
        {rows.map((row) => (
          <Row key={row.checkoutId} {...row} at={at} publish={actions.publishCheckout} />
        ))}
      </DataTable>
      <Pager {...{ page, hasMore }} addressOf={(page) => consoleAddress('checkouts', { page })} />
    </div>
  )
}

const Row = ({
  checkoutId,
  orderDate,
  attempts,
  dueAt,
  givenUp,
  waitsFor,
  at,
  publish,
}: Waiting & { at: string; publish: Act }) => (
  <DataRow
    heading={
      <Link href={consoleOrderAddress(checkoutId)} prefetch={false} className="text-link break-all underline">
        {checkoutId}
      </Link>
    }
    note={givenUp ? <span className="font-semibold text-bad">Given up after ten attempts</span> : undefined}
  >
    <DataCell label="Age">
      <Ago since={orderDate} at={at} />
    </DataCell>
    <DataCell label="Attempts" as="number">
      {attempts}
    </DataCell>
    <DataCell label="Next attempt" as="wide">
      {dueAt ? <LogTime iso={dueAt} /> : 'unknown'}
    </DataCell>
    <DataCell label="Waits for" as="wide">
      {waitsFor.join(' ')}
    </DataCell>
    <DataCell label="Repair" as="wide">
      <ActForm action={publish} fields={{ checkoutId }} button="Publish again" of={checkoutId} />
    </DataCell>
  </DataRow>
)

const NoneOpen = () => (
  <CalmState heading="0 open">
    Every purchase has settled. A new one is here for the second or two that its services take.
  </CalmState>
)
