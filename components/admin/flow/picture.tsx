import type { ReactNode } from 'react'
import { type Flow, type Mark, marksOf } from '@/lib/flow/flow'
import type { QueuesState } from '@/lib/queue/queue'
import type { OpenNumbers, Trouble } from '@/lib/verdict/verdict'
import { type Drawn, drawnOf } from './boxes'
import type { Layout, Line } from './layout'
import { type Rate, ratesOf } from './rates'
import { type Box, headAt, lineThrough, type Point, shortened } from './shape'

export type FlowState = {
  queues: QueuesState
  open: OpenNumbers
  troubles: readonly Trouble[]
  /** By the name of the queue, where they are known. */
  rates?: Partial<Record<string, Rate>>
}

type Props = {
  flow: Flow
  layout: Layout
  /** Without it there are no numbers. */
  state?: FlowState
  /** Where a box leads. */
  addressOf?: (box: Drawn) => string | undefined
  /** Numbers the steps of a purchase, for what explains them beside it. */
  numbered?: boolean
  /** Drawn over all of it. */
  children?: ReactNode
}

/** The pipeline as a map: who publishes has a line of a colour of its own, which ends wherever that is heard. */
export function FlowPicture({ flow, layout, state, addressOf, numbered = false, children }: Props) {
  const marks = marksOf(flow, state?.troubles ?? [])
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      viewBox={`0 0 ${layout.width} ${layout.height}`}
      role={addressOf ? 'group' : 'img'}
      aria-label="The way of a purchase: from the site over the bus into queues, to the functions that take from them, and back"
      className={`flow flow-${layout.name}`}
    >
      <g aria-hidden>
        {layout.lines.map((line) => (
          <Edge key={`${line.from} ${line.to} ${line.hue}`} {...line} />
        ))}
        {layout.labels.map(({ text, at: [x, y], as }) => (
          <text key={`${text} ${y}`} x={x} y={y} className={as}>
            {text}
          </text>
        ))}
        {(numbered ? layout.steps : []).map(({ step, at: [cx, cy] }) => (
          <g key={`${cx} ${cy}`}>
            <circle cx={cx} cy={cy} r="11" className="flow-step" />
            <text x={cx} y={cy + 4.5} className="flow-step-number">
              {step}
            </text>
          </g>
        ))}
        {state?.queues.pairs.map((pair) => {
          const places = layout.rates.get(pair.name)
          const rates = ratesOf(pair, state.rates?.[pair.name])
          return (
            places && (
              <g key={pair.name}>
                <RateText at={places.in}>{rates.in}</RateText>
                <RateText at={places.out}>{rates.out}</RateText>
              </g>
            )
          )
        })}
      </g>
      {drawnOf({ flow, layout, state, marks }).map((box) => {
        const mark = marks.get(box.name)
        const address = addressOf?.(box)
        const shown = (
          <>
            {box.picture}
            {mark && <MarkTab mark={mark} box={box.markAt ?? box.at} />}
          </>
        )
        return address ? (
          <a key={box.name} href={address} aria-label={box.words} className={mark && 'flow-stuck'}>
            {shown}
          </a>
        ) : (
          <g key={box.name} aria-hidden={addressOf && true} className={mark && 'flow-stuck'}>
            {shown}
          </g>
        )
      })}
      {children}
    </svg>
  )
}

function Edge({ points, hue }: Line) {
  const of = hue === undefined ? '' : ` flow-hue-${hue % 3}`
  const d = lineThrough(shortened(points, 5))
  return (
    <g className={`flow-edge${of}`}>
      <path d={d} className="flow-casing" />
      <path d={d} className="flow-line" />
      <path d={headAt(points, hue === undefined ? 9 : 11)} className="flow-head" />
    </g>
  )
}

const RateText = ({ at: [x, y], children }: { at: Point; children: string | undefined }) =>
  children && (
    <text x={x} y={y} className="flow-rate">
      {children}
    </text>
  )

/** That a box is stuck is told by a sign and a word too: not everybody sees colours. */
function MarkTab({ mark: { short }, box: { x, y } }: { mark: Mark; box: Box }) {
  const width = 42 + short.length * 7.3
  return (
    <g>
      <rect x={x + 10} y={y - 18} width={width} height="24" rx="12" className="flow-mark" />
      <path d={`M${x + 26} ${y - 13}l8 13.5h-16z`} className="flow-mark-sign" />
      <path d={`M${x + 26} ${y - 8.5}v4.6M${x + 26} ${y - 1.9}v1`} className="flow-mark-stroke" />
      <text x={x + 38} y={y - 1.5} className="flow-mark-word">
        {short}
      </text>
    </g>
  )
}
