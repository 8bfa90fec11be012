import type { Kept } from '@/lib/dead-letter/kept'
import type { FormAction } from '../ui/form'
import type { Notice } from '../ui/notice'
import { ActForm } from './act-form'
import { DataCell, DataRow, DataTable } from './data-table'
import { LogTime } from './log-time'

type Shown = Omit<Kept, 'body' | 'target' | 'edited'>
type Props = { discarded: Shown[]; putBack: FormAction<Notice> }

/** What operators took out of the dead-letter queues, the newest first, and the way back. */
export const Discarded = ({ discarded, putBack }: Props) =>
  discarded.length === 0 ? (
    <p className="panel p-6 text-soft">
      Nothing was discarded in the last ninety days. What is discarded is kept here for so long, and put back
      with a click.
    </p>
  ) : (
    <DataTable
      caption="Each is kept whole for ninety days, then it is gone by itself."
      columns={['Message', 'Queue', 'Discarded', 'Why', 'Undo']}
    >
      {discarded.map(({ id, messageId, queue, eventType, orderId, at, by, why, putBackAt }) => (
        <DataRow
          key={id}
          heading={<span className="break-all">{messageId}</span>}
          note={[eventType ?? 'no event of ours', orderId].filter(Boolean).join(' ')}
        >
          <DataCell label="Queue">{queue}</DataCell>
          <DataCell label="Discarded" as="wide">
            <LogTime iso={at} /> by {by}
          </DataCell>
          <DataCell label="Why" as="wide">
            {why}
          </DataCell>
          <DataCell label="Undo" as="wide">
            {putBackAt ? (
              <>
                put back <LogTime iso={putBackAt} />
              </>
            ) : (
              <ActForm action={putBack} fields={{ id }} button="Put back" of={messageId} />
            )}
          </DataCell>
        </DataRow>
      ))}
    </DataTable>
  )
