import type { Compared } from '@/lib/reconciliation/comparison'
import type { Part } from '@/lib/reconciliation/rows'

const titles: Record<Part, string> = {
  order: 'Order',
  payment: 'Payment',
  reservation: 'Reservation',
  checkout: 'Checkout',
}
const parts = Object.keys(titles) as Part[]

/** A purchase's rows side by side, on a phone one fact below the other. What differs is marked in words too. */
export function ComparedRows({ rows, missing }: { rows: readonly Compared[]; missing: readonly Part[] }) {
  return (
    <table className="panel block w-full overflow-hidden p-5 text-sm md:table md:p-0">
      <caption className="block pb-3 text-left text-soft md:table-caption md:px-4 md:pt-4 md:pb-0">
        The rows as they stand now
        {missing.length > 0 && `. Not there: ${missing.map((part) => titles[part].toLowerCase()).join(', ')}`}
        .
      </caption>
      <thead className="sr-only md:not-sr-only md:table-header-group">
        <tr>
          <th scope="col" className="p-2 text-left md:px-4 md:pt-4">
            Fact
          </th>
          {parts.map((part) => (
            <th key={part} scope="col" className="p-2 text-left md:px-4 md:pt-4">
              {titles[part]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="block md:table-row-group">
        {rows.map(({ fact, told, differs }) => (
          <tr
            key={fact}
            className={`block border-line border-t md:table-row ${differs ? 'bg-bad-wash text-bad' : ''}`}
          >
            <th scope="row" className="block p-2 text-left font-semibold md:table-cell md:px-4">
              {fact}
              {differs && <span className="font-normal"> differs</span>}
            </th>
            {parts.map((part) => (
              <td
                key={part}
                className={`p-2 align-top wrap-anywhere md:table-cell md:px-4 ${told[part] === undefined ? 'hidden' : 'block'}`}
              >
                {told[part] !== undefined && <span className="font-medium md:hidden">{titles[part]}: </span>}
                {told[part]}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
