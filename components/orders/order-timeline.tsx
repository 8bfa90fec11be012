import { events, isEventType } from '@/lib/events'
import type { HistoryEntry, OrderJson } from '@/lib/order/order'
import { Moment } from '../ui/formats'
import { reasonText } from './order-words'

const dots = { good: 'bg-good', bad: 'bg-bad', warn: 'bg-warn' }

/** An event that only newer code knows is shown by its own name. */
const wordsOf = (type: string) => (isEventType(type) ? events[type] : { title: type, tone: 'warn' as const })

export function OrderTimeline({ order }: { order: OrderJson }) {
  const { history, status, settled } = order
  const last = history.at(-1)
  return (
    <ol className="grid">
      {history.map((entry) => {
        const { title, tone } = wordsOf(entry.what)
        return (
          <Step key={`${entry.what} ${entry.at}`} dot={dots[tone]} title={title} at={entry.at}>
            {detailOf(entry, order)}
          </Step>
        )
      })}
      {settled && status === 'CONFIRMED' && last && (
        <Step dot="bg-good" title="Confirmed" at={last.at}>
          Everything is paid for and set aside for you.
        </Step>
      )}
      {!settled && (
        <Step dot="bg-calm animate-breathe" title="In progress">
          More to come in a moment.
        </Step>
      )}
    </ol>
  )
}

type StepProps = { dot: string; title: string; at?: string; children: string | undefined }

function Step({ dot, title, at, children }: StepProps) {
  return (
    <li className="group/step grid grid-cols-[1.5rem_1fr] gap-x-3">
      <span aria-hidden className="grid grid-rows-[auto_1fr] justify-items-center pt-1.5">
        <span className={`size-3 rounded-full ${dot}`} />
        <span className="w-0.5 bg-line group-last/step:hidden" />
      </span>
      <div className="pb-6">
        <p className="font-semibold">{title}</p>
        {at && (
          <p className="text-sm text-soft tabular-nums">
            <Moment iso={at} as="exact" />
          </p>
        )}
        {children && <p className="text-soft">{children}</p>}
      </div>
    </li>
  )
}

function detailOf({ what }: HistoryEntry, { payment, inventory, items }: OrderJson): string | undefined {
  if (!isEventType(what)) return 'This version of the shop has no words for it.'
  if (what === 'PaymentFailed') return payment?.reason && reasonText(payment.reason)
  if (what === 'PaymentRefunded') return 'The money is on its way back to you.'
  if (what === 'StockReleased') return 'What was set aside for you is back on the shelf.'
  if (what !== 'StockRejected') return undefined
  const names = new Map(items.map(({ productId, productName }) => [productId, productName]))
  return inventory?.lines
    .filter(({ quantity, available }) => available !== undefined && available < quantity)
    .map(
      ({ productId, quantity, available }) =>
        `${names.get(productId)}: ${quantity} wanted, ${available} left.`,
    )
    .join(' ')
}
