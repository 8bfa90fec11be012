import type { ReactNode } from 'react'
import { consoleAddress, deadLettersAddress } from '@/lib/console-address'
import { type Flow, flowWith } from '@/lib/flow/flow'
import { recorded } from '@/lib/flow/recorded'
import { totalOf } from '@/lib/queue/queue'
import type { Drawn } from './boxes'
import type { Layout } from './layout'
import { FlowPicture, type FlowState } from './picture'
import { tallLayout } from './tall'
import { wideLayout } from './wide'

/** The page that a box leads to: of a queue that has any, to its dead letters. */
const addressIn =
  ({ queues }: FlowState) =>
  ({ kind, name }: Drawn) => {
    if (kind === 'open') return consoleAddress('checkouts')
    const pair = queues.pairs.find((one) => one.name === name)
    if (pair?.dead && totalOf(pair.dead) > 0) return deadLettersAddress(pair.deadLetters)
    return kind === 'queue' || kind === 'bus' ? consoleAddress('queues') : undefined
  }

const steps = [
  'The site saves the purchase: from here on nothing of it can be lost.',
  'It tells of it by one event.',
  'Each service takes its own copy; none waits for another.',
  'What a service decides is an event again.',
  'Paid for and in stock, or neither: the purchase is closed.',
]

export const flowOfShop = ({ queues }: Pick<FlowState, 'queues'>): Flow =>
  flowWith(
    recorded,
    queues.pairs.map(({ name }) => name),
  )

type Shown = { state: FlowState; layoutOf: (flow: Flow) => Layout; numbered?: boolean }

/** The pipeline as it is now. */
export function FlowOfShop({ state, layoutOf, numbered = false }: Shown) {
  const flow = flowOfShop(state)
  return (
    <FlowPicture
      flow={flow}
      layout={layoutOf(flow)}
      state={state}
      addressOf={addressIn(state)}
      numbered={numbered}
    />
  )
}

/** The same with how to read it. */
export function FlowFigure({ state }: { state: FlowState }) {
  return (
    <figure className="panel grid grid-cols-1 gap-5 py-4 sm:p-6">
      <BothSizes>{(layoutOf) => <FlowOfShop state={state} layoutOf={layoutOf} numbered />}</BothSizes>
      <figcaption>
        <ol className="flow-legend">
          {steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      </figcaption>
    </figure>
  )
}

type Sized = { children: (layoutOf: (flow: Flow) => Layout) => ReactNode }

/** One of the two is shown, to eyes and to screen readers: a narrow screen has no room for the other. */
export const BothSizes = ({ children }: Sized) => (
  <>
    <div className="only-wide">{children(wideLayout)}</div>
    <div className="only-narrow">{children(tallLayout)}</div>
  </>
)
