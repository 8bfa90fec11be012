import { type Flow, type FlowQueue, heardBy } from '@/lib/flow/flow'
import { type QueueState, totalOf } from '@/lib/queue/queue'
import { amount, Frame, Word } from './ink'
import type { FlowState } from './picture'
import { type Rate, ratesOf } from './rates'
import { type Box, bottom, midX } from './shape'

/** A queue with what waits in it, and under it the tray of its dead letters. */
export function queueOf(
  at: Box,
  queue: FlowQueue,
  flow: Flow,
  state: FlowState | undefined,
  isTall: boolean,
) {
  const pair = state?.queues.pairs.find(({ name }) => name === queue.name)
  const dead = pair?.dead && totalOf(pair.dead)
  const rate = pair ? ratesOf(pair, state?.rates?.[queue.name]).told : '–'
  const numbers = numbersOf(pair, state?.rates?.[queue.name])
  const heard = heardBy(flow, queue.name).length
  const inset = isTall ? 8 : 14
  const tray: Box = { x: at.x + inset, y: bottom(at) - 12, w: at.w - 2 * inset, h: 38 }
  const afterTries = `dead letters${at.w > 200 ? `, after ${queue.tries} tries` : ''}`
  const contents = queue.filledBy
    ? `filled by ${queue.filledBy}`
    : `${isTall ? '' : 'a copy of '}${heard} kinds of events`
  return {
    words: `${queue.name}: ${amount(pair?.counts?.waiting)} waiting, ${amount(pair?.counts?.inFlight)} in flight, ${rate}, ${amount(dead)} dead letters`,
    picture: (
      <>
        {queue.deadLetters && (
          <>
            <Frame at={tray} rx={10} as={`flow-dead ${dead ? 'flow-has' : ''}`} />
            <Word x={midX(tray)} y={bottom(tray) - 8} as={isTall ? 'flow-small' : 'flow-soft'}>
              {state ? `${amount(dead)} dead ${dead === 1 ? 'letter' : 'letters'}` : afterTries}
            </Word>
          </>
        )}
        <Frame at={at} as="flow-queue" />
        {pair?.counts && <Level of={pair.counts.waiting} at={at} />}
        <Word x={midX(at)} y={at.y + (isTall ? 24 : 30)} as="flow-name">
          {queue.name}
        </Word>
        {!state && (
          <Word x={midX(at)} y={at.y + (isTall ? 48 : 55)} as={isTall ? 'flow-small' : 'flow-soft'}>
            {contents}
          </Word>
        )}
        {state &&
          isTall &&
          numbers.map(([count, of], i) => (
            <g key={of}>
              <Word x={at.x + at.w * (0.18 + i * 0.31)} y={at.y + 48} as="flow-number">
                {count}
              </Word>
              <Word x={at.x + at.w * (0.18 + i * 0.31)} y={at.y + 64} as="flow-small">
                {of}
              </Word>
            </g>
          ))}
        {state && !isTall && (
          <text x={midX(at)} y={at.y + 59} className="flow-soft">
            {numbers.slice(0, 2).map(([count, of], i) => (
              <tspan key={of} dx={i === 0 ? 0 : 16}>
                <tspan className="flow-number">{count}</tspan> {of}
              </tspan>
            ))}
          </text>
        )}
      </>
    ),
  }
}

/** How full it is: each tenfold is as much more. */
function Level({ of, at: { x, y, w, h } }: { of: number; at: Box }) {
  if (of === 0) return null
  const part = Math.min(1, 0.08 + Math.log10(of) / 4.5)
  return <rect x={x + 14} y={y + h - 10} width={(w - 28) * part} height="5" rx="2.5" className="flow-level" />
}

const numbersOf = (pair: QueueState | undefined, rate: Rate | undefined) =>
  [
    [amount(pair?.counts?.waiting), 'waiting'],
    [amount(pair?.counts?.inFlight), 'in flight'],
    rate ? [ratesOf({}, rate).in, 'come in'] : [pair ? ratesOf(pair).told : '–', 'change'],
  ] as const
