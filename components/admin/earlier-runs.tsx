import { checkedIn, type Run } from '@/lib/reconciliation/reconciliation'
import { DataCell, DataRow, DataTable } from './data-table'
import { LogTime } from './log-time'
import { count } from './run-state'

export const EarlierRuns = ({ runs }: { runs: readonly Run[] }) => (
  <DataTable
    caption="Earlier checks"
    columns={['Began', 'By', { name: 'Rows', isNumber: true }, { name: 'Found', isNumber: true }]}
  >
    {runs.map((run) => (
      <DataRow
        key={run.id}
        heading={<LogTime iso={run.startedAt} />}
        note={run.endedAt ? undefined : 'not ended'}
      >
        <DataCell label="By">{run.by}</DataCell>
        <DataCell label="Rows" as="number">
          {count(checkedIn(run))}
        </DataCell>
        <DataCell label="Found" as="number">
          {count(run.found)}
        </DataCell>
      </DataRow>
    ))}
  </DataTable>
)
