import type { OrderJson } from '@/lib/order/order'
import { Moment } from '../ui/formats'
import { type StageState, shortIdOf, stagesOf } from './order-words'

const marks: Record<StageState, { dot: string; sign: string; line: string }> = {
  done: { dot: 'bg-good text-ground', sign: 'sign-tick', line: 'bg-good' },
  waiting: { dot: 'border-2 border-edge bg-surface animate-breathe', sign: '', line: 'bg-line' },
  failed: { dot: 'bg-bad text-ground', sign: 'sign-cross', line: 'bg-bad' },
  undone: { dot: 'bg-warn text-ground', sign: 'sign-undo', line: 'bg-warn' },
}

export function OrderProgress({ order }: { order: OrderJson }) {
  const stages = stagesOf(order)
  return (
    <ol
      aria-label={`Progress of order ${shortIdOf(order.orderId)}`}
      className="grid gap-2 sm:grid-cols-4 sm:gap-0"
    >
      {stages.map(({ title, state, at }, index) => (
        <li
          // biome-ignore lint/suspicious/noArrayIndexKey: a stage is its place
          key={index}
          className="stage"
        >
          <span aria-hidden className={`stage-dot ${marks[state].dot}`}>
            {marks[state].sign && <span className={`sign ${marks[state].sign}`} />}
          </span>
          <span aria-hidden className={`stage-line ${marks[stages[index + 1]?.state ?? state].line}`} />
          <span className={`grow text-sm sm:pr-2 ${state === 'waiting' ? 'text-soft' : 'font-medium'}`}>
            {title}
          </span>
          <span className="text-sm text-soft tabular-nums">
            {at ? (
              <Moment iso={at} as="time" />
            ) : (
              <span className={state === 'waiting' ? '' : 'sr-only'}>waiting</span>
            )}
          </span>
        </li>
      ))}
    </ol>
  )
}
