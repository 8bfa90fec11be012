import type { Difference, EditField } from '@/lib/dead-letter/dead-letter'
import { TextField } from '../ui/field'
import type { FormAction } from '../ui/form'
import type { Notice } from '../ui/notice'
import { DataCell, DataRow, DataTable } from './data-table'
import { NoticeForm } from './notice-form'

type Act = FormAction<Notice>
type Props = {
  queue: string
  messageId: string
  fields: EditField[]
  /** Of a copy that was edited: its id, what is otherwise, and what a redrive of it would do. */
  edit?: string | undefined
  differences?: Difference[] | undefined
  outcome?: string | undefined
  fails: boolean
  actions: { editCopy: Act; redriveCopy: Act }
}

/** The fields of an event by its schema, each with what is wrong with it; once edited, what is otherwise first. */
export function EditLetter(props: Props) {
  const { queue, messageId, fields, edit, actions } = props
  const named = { queue, messageId, ...(edit !== undefined && { edit }) }
  return (
    <div className="grid grid-cols-1 gap-5">
      {props.differences && <Edited {...props} named={named} differences={props.differences} />}
      <NoticeForm
        action={actions.editCopy}
        fields={named}
        isKept
        className="panel flex flex-col items-start gap-4 p-5 sm:p-6"
      >
        <h2 className="panel-title">Its fields</h2>
        <p className="max-w-[70ch] text-soft">
          The message itself stays as it is: a copy is sent in its place. What is emptied goes where it may be
          left out.
        </p>
        <div className="grid w-full gap-4 sm:grid-cols-2 lg:grid-cols-3">
          {fields.map(({ path, kind, value, isRequired, error }) => (
            <TextField
              key={path}
              name={`field:${path}`}
              label={path.replace(/^detail\./, '')}
              error={error}
              defaultValue={value}
              required={isRequired}
              maxLength={2_000}
              autoComplete="off"
              {...(kind === 'checkbox' && { hint: 'true or false' })}
              className="wrap-anywhere"
            />
          ))}
        </div>
        <button type="submit" className={`button ${edit ? 'button-quiet' : 'button-strong'}`}>
          Show what changes
        </button>
      </NoticeForm>
    </div>
  )
}

type EditedProps = Props & { named: Record<string, string>; differences: Difference[] }

const Edited = ({ named, differences, outcome, fails, actions }: EditedProps) => (
  <section aria-labelledby="edited" className="grid grid-cols-1 gap-4">
    <h2 id="edited" className="panel-title">
      What changes
    </h2>
    {differences.length === 0 ? (
      <p className="panel p-6 text-soft">Nothing: the copy is as the message is.</p>
    ) : (
      <DataTable
        caption="Field by field, against the message that waits"
        columns={['Field', 'Before', 'After']}
      >
        {differences.map(({ path, before, after }) => (
          <DataRow key={path} heading={<span className="break-all">{path}</span>}>
            <DataCell label="Before" as="wide" className="wrap-anywhere">
              <del className="text-soft">{before || 'nothing'}</del>
            </DataCell>
            <DataCell label="After" as="wide" className="wrap-anywhere">
              <ins className="font-semibold no-underline">{after || 'nothing'}</ins>
            </DataCell>
          </DataRow>
        ))}
      </DataTable>
    )}
    <NoticeForm
      action={actions.redriveCopy}
      fields={named}
      isKept
      className="panel flex flex-col items-start gap-4 p-5 sm:p-6"
    >
      <p>
        If the copy is sent:{' '}
        <b className={fails ? 'text-bad' : ''}>{outcome ?? 'it belongs to no queue of ours'}</b>
      </p>
      <div className="field w-full max-w-xl">
        <label htmlFor="edit-why">Why?</label>
        <input id="edit-why" name="why" autoComplete="off" maxLength={500} />
      </div>
      <button type="submit" className="button button-strong">
        Redrive the copy
      </button>
    </NoticeForm>
  </section>
)
