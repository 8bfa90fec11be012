import type { ReactNode } from 'react'

/** A table's own roles, said again: where its rows are shown as cards, a browser forgets them. */
const role = (name: string) => ({ role: name })

type Column = string | { name: string; isNumber: true }
type Props = { caption: ReactNode; columns: readonly Column[]; children: ReactNode }

/** A table whose rows a narrow screen shows as cards. They do not move while they are pointed at. */
export const DataTable = ({ caption, columns, children }: Props) => (
  <div className="panel overflow-hidden pt-4" data-steady>
    <table {...role('table')} className="data-table">
      <caption className="px-5">{caption}</caption>
      <thead {...role('rowgroup')}>
        <tr {...role('row')}>
          {columns.map((column) => {
            const { name, isNumber } = typeof column === 'string' ? { name: column, isNumber: false } : column
            return (
              <th
                key={name}
                {...role('columnheader')}
                scope="col"
                className={isNumber ? 'number' : undefined}
              >
                {name}
              </th>
            )
          })}
        </tr>
      </thead>
      <tbody {...role('rowgroup')}>{children}</tbody>
    </table>
  </div>
)

type RowProps = {
  heading: ReactNode
  /** What more there is to say of it. */
  note?: ReactNode
  children: ReactNode
}

export const DataRow = ({ heading, note, children }: RowProps) => (
  <tr {...role('row')} data-row>
    <th {...role('rowheader')} scope="row" data-wide>
      {heading}
      {note && <span className="block max-w-[48ch] font-normal text-sm text-soft">{note}</span>}
    </th>
    {children}
  </tr>
)

type CellProps = {
  /** The name of its column. */
  label: string
  /** `number` stands at the right; `wide` takes the width of a card, where there are cards. */
  as?: 'text' | 'number' | 'wide'
  className?: string
  children: ReactNode
}

export const DataCell = ({ label, as = 'text', className = '', children }: CellProps) => (
  <td
    {...role('cell')}
    data-label={label}
    data-wide={as === 'wide' || undefined}
    className={`${as === 'number' ? 'number' : ''} ${className}`}
  >
    {children}
  </td>
)
