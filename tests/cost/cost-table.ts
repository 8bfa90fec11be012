import type { Call } from './meter'
import type { Step } from './steps'

export type Cost = { calls: number; written: number; read: number }

const sum = (calls: Call[], of: 'read' | 'written') => calls.reduce((total, call) => total + call[of], 0)

const costOf = ({ calls, queueCalls }: Step): Cost => ({
  calls: calls.length + queueCalls,
  written: sum(calls, 'written'),
  read: sum(calls, 'read'),
})

/** What the steps cost together. */
export const totalOf = (steps: Step[]): Cost =>
  steps.map(costOf).reduce((a, b) => ({
    calls: a.calls + b.calls,
    written: a.written + b.written,
    read: a.read + b.read,
  }))

const row = (name: string, { calls, written, read }: Record<keyof Cost, unknown>, made: string) =>
  [
    name.padEnd(32),
    String(calls).padStart(5),
    String(written).padStart(7),
    String(read).padStart(6),
    ` ${made}`,
  ]
    .join(' ')
    .trimEnd()

/** One line a step: AWS calls, write units, read units, and the calls by name. */
export const tableOf = (steps: Step[]) =>
  [
    row('step', { calls: 'calls', written: 'written', read: 'read' }, 'made of'),
    ...steps.map((step) => row(step.name, costOf(step), madeOf(step))),
    row('total', totalOf(steps), ''),
  ].join('\n')

const madeOf = ({ calls, queueCalls }: Step) =>
  [...calls.map(({ command }) => command), ...(queueCalls ? ['ReceiveMessage', 'DeleteMessage'] : [])].join(
    ', ',
  )
