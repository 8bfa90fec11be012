import type { OrderJson } from '@/lib/order/order'
import { Moment } from '../ui/formats'
import { type StageState, stagesOf } from './order-stages'

const marks: Record<StageState, { dot: string; sign: string; line: string }> = {
  done: { dot: 'bg-good text-ground', sign: 'sign-tick', line: 'bg-good' },
  waiting: { dot: 'border-2 border-edge bg-surface animate-breathe', sign: '', line: 'bg-line' },
  failed: { dot: 'bg-bad text-ground', sign: 'sign-cross', line: 'bg-bad' },
  undone: { dot: 'bg-warn text-ground', sign: 'sign-undo', line: 'bg-warn' },
}

/** How far an order has come, each stage with its time. */
export function OrderProgress({ order, label }: { order: OrderJson; label: string }) {
  const stages = stagesOf(order)
  return (
    <ol aria-label={label} className="grid gap-2 sm:grid-cols-4 sm:gap-0">
      {stages.map(({ title, state, at }, index) => (
        <li
          // biome-ignore lint/suspicious/noArrayIndexKey: a stage is its place
          key={index}
          className="group/stage relative flex items-center gap-3 sm:grid sm:justify-items-start sm:gap-1.5"
        >
          <span
            aria-hidden
            className={`relative z-10 grid size-6 shrink-0 place-items-center rounded-full text-sm transition-colors ${marks[state].dot}`}
          >
            {marks[state].sign && <span className={`sign ${marks[state].sign}`} />}
          </span>
          <span
            aria-hidden
            className={`absolute top-3 right-0 left-6 hidden h-0.5 transition-colors sm:block sm:group-last/stage:hidden ${marks[stages[index + 1]?.state ?? state].line}`}
          />
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
