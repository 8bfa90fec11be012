import type { ReactNode } from 'react'
import { type Flow, type FlowFunction, type Mark, openBox, roleOf } from '@/lib/flow/flow'
import { totalOf } from '@/lib/queue/queue'
import type { OpenNumbers } from '@/lib/verdict/verdict'
import { amount, Frame, Heart, Word } from './ink'
import { type Layout, tablesBox, tablesOf } from './layout'
import type { FlowState } from './picture'
import { queueOf } from './queue-box'
import { type Box, midX, midY, right } from './shape'

export type Drawn = {
  name: string
  kind: 'site' | 'open' | 'bus' | 'queue' | 'function' | 'tables'
  at: Box
  /** Where it is marked as stuck, if not on itself. */
  markAt?: Box | undefined
  /** The same in words. */
  words: string
  picture: ReactNode
}

type Given = { flow: Flow; layout: Layout; state: FlowState | undefined; marks: Map<string, Mark> }

/** Every box that has a place, with what stands in it. */
export function drawnOf({ flow, layout, state, marks }: Given): Drawn[] {
  const draw = (
    kind: Drawn['kind'],
    name: string,
    of: (at: Box) => Pick<Drawn, 'words' | 'picture' | 'markAt'>,
  ): Drawn[] => {
    const at = layout.boxes.get(name)
    if (!at) return []
    const { words, ...rest } = of(at)
    const mark = marks.get(name)
    return [{ name, kind, at, ...rest, words: mark ? `${words}. Stuck: ${mark.words}` : words }]
  }
  const isTall = layout.name === 'tall'
  return [
    ...draw('site', flow.site, (at) => ({ words: flow.site, picture: <SiteBox name={flow.site} at={at} /> })),
    ...draw('open', openBox, (at) => openOf(at, state)),
    ...draw('bus', flow.bus, (at) => busOf(at, flow, layout, state)),
    ...flow.queues.flatMap((queue) =>
      draw('queue', queue.name, (at) => queueOf(at, queue, flow, state, isTall)),
    ),
    ...flow.functions.flatMap((one) => [
      ...draw('function', one.name, (at) => ({
        words: `${one.name}: ${roleOf(one.name)}`,
        picture: <FunctionBox at={at} {...one} isTall={isTall} />,
      })),
      ...draw('tables', tablesBox(one.name), (at) => ({
        words: tablesOf(one).join(', '),
        picture: <TablesBox at={at} names={tablesOf(one)} />,
      })),
    ]),
  ]
}

const SiteBox = ({ name, at }: { name: string; at: Box }) => (
  <>
    <Frame at={at} as="flow-own-0" />
    <Heart x={midX(at) - 32} y={midY(at) - 20} size={24} as="flow-heart" />
    <Word x={midX(at) + 12} y={midY(at) - 14} as="flow-name">
      {name}
    </Word>
    <Word x={midX(at)} y={midY(at) + 12} as="flow-soft">
      saves the purchase,
    </Word>
    <Word x={midX(at)} y={midY(at) + 30} as="flow-soft">
      then tells of it
    </Word>
  </>
)

export const openAmount = ({ open, isCut }: OpenNumbers) => `${amount(open)}${isCut ? '+' : ''}`

function openOf(at: Box, state: FlowState | undefined) {
  const open = state && openAmount(state.open)
  const givenUp = state && `${amount(state.open.givenUp)} given up`
  return {
    words: `${openBox}: ${open} open, ${givenUp}`,
    picture: (
      <>
        <Frame at={at} rx={4} as="flow-kept" />
        <Word x={midX(at)} y={at.y + 26} as="flow-name">
          {openBox}
        </Word>
        {open ? (
          <text x={midX(at)} y={at.y + 54} className="flow-soft">
            <tspan className="flow-number">{open}</tspan> open
          </text>
        ) : (
          <Word x={midX(at)} y={at.y + 50} as="flow-soft">
            purchases that
          </Word>
        )}
        <Word x={midX(at)} y={at.y + (open ? 74 : 68)} as="flow-soft">
          {givenUp ?? 'have not settled'}
        </Word>
      </>
    ),
  }
}

function busOf(at: Box, flow: Flow, layout: Layout, state: FlowState | undefined) {
  const dead = layout.boxes.get(flow.busDeadLetters)
  const count = state && (state.queues.bus ? totalOf(state.queues.bus) : undefined)
  const undelivered = state ? `${amount(count)} undelivered` : 'undelivered'
  const isTall = layout.name === 'tall'
  return {
    words: `${flow.bus}: ${undelivered}`,
    markAt: dead,
    picture: (
      <>
        {dead && (
          <>
            <Frame at={dead} rx={9} as={`flow-dead ${count ? 'flow-has' : ''}`} />
            {isTall ? (
              <>
                {state && (
                  <Word x={midX(dead)} y={dead.y + 20} as="flow-name">
                    {amount(count)}
                  </Word>
                )}
                <Word x={midX(dead)} y={dead.y + (state ? 36 : 26)} as="flow-small">
                  undelivered
                </Word>
              </>
            ) : (
              <Word x={midX(dead)} y={midY(dead) + 4.5} as="flow-soft">
                {undelivered}
              </Word>
            )}
          </>
        )}
        <Frame at={at} rx={at.w / 2} as="flow-bus" />
        <text transform={`translate(${midX(at) + 5.5} ${midY(at)}) rotate(-90)`} className="flow-name">
          {flow.bus}
        </text>
      </>
    ),
  }
}

const whenText = (schedule: string) => schedule.replace(/^rate\(1 (\w+)\)$/, 'every $1')

function FunctionBox({ at, name, schedule, isTall }: FlowFunction & { at: Box; isTall: boolean }) {
  const role = roleOf(name)
  const isNarrow = at.w < 100
  const half = role.lastIndexOf(' ', role.length / 2 + 3)
  const words = isNarrow ? [role.slice(0, half), role.slice(half + 1)] : [role]
  if (schedule && at.h > 50) words.push(whenText(schedule))
  const step = isTall ? 15 : 18
  const first = midY(at) + 5 - (words.length * step) / 2
  const told = schedule && at.h <= 50 ? `${role}, ${whenText(schedule)}` : undefined
  return (
    <>
      <Frame at={at} rx={Math.min(at.h / 2, 26)} as="flow-function" />
      <Word x={midX(at)} y={first} as="flow-name">
        {name}
      </Word>
      {(told ? [told] : words).map((word, i) => (
        <Word key={word} x={midX(at)} y={first + step * (i + 1)} as={isTall ? 'flow-small' : 'flow-soft'}>
          {word}
        </Word>
      ))}
    </>
  )
}

/** A drum, as databases are drawn. */
function TablesBox({ at, names }: { at: Box; names: string[] }) {
  const { x, y, w, h } = at
  const top = 7
  const first = midY(at) + 9 - ((names.length - 1) * 19) / 2
  return (
    <>
      <path
        d={`M${x} ${y + top}a${w / 2} ${top} 0 0 1 ${w} 0V${y + h - top}a${w / 2} ${top} 0 0 1 ${-w} 0Z`}
        className="flow-box flow-kept"
      />
      <path d={`M${x} ${y + top}a${w / 2} ${top} 0 0 0 ${w} 0`} className="flow-box flow-rim" />
      {names.map((name, i) => (
        <Word key={name} x={(x + right(at)) / 2} y={first + i * 19} as="flow-table">
          {name}
        </Word>
      ))}
    </>
  )
}
