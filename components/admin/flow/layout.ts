import { type Flow, type FlowFunction, heardBy, type Lane, openTable, publishersOf } from '@/lib/flow/flow'
import type { Box, Point } from './shape'

/** `hue` is the place of whose events go along it; other lines have none. */
export type Line = { from: string; to: string; hue?: number; points: Point[] }
export type Label = { text: string; at: Point; as: string }
export type Layout = {
  name: 'wide' | 'tall'
  width: number
  height: number
  boxes: Map<string, Box>
  lines: Line[]
  labels: Label[]
  /** Where the steps of a purchase are numbered. */
  steps: { step: number; at: Point }[]
  /** Where the rates of a queue stand, where they do not stand in its box. */
  rates: Map<string, { in: Point; out: Point }>
}

/** Beside a function: its tables but for that of the open purchases, without what all names of tables have. */
export const tablesBox = (name: string) => `tables of ${name}`
export const tablesOf = ({ tables }: FlowFunction) =>
  tables.filter((table) => table !== openTable).map((table) => table.replace(/Table$/, ''))

export const closes = ({ consumer }: Lane) => consumer?.tables.includes(openTable) === true

/** One line for each publisher whose events a queue gets, side by side around the middle of its box. */
export function copiesTo(flow: Flow, queue: string, apart: number) {
  const publishers = publishersOf(flow)
  const heard = heardBy(flow, queue)
  const hues = publishers.flatMap((by, hue) => (heard.some((event) => event.by === by) ? hue : []))
  return hues.map((hue, i) => ({ hue, offset: (i - (hues.length - 1) / 2) * apart }))
}

/** What a service tells, in one line: what all names begin with stands once. */
export function tellsOf(flow: Flow, publisher: string): string[] {
  const names = flow.events.filter(({ by }) => by === publisher).map(({ name }) => name)
  const [first = '', ...others] = names
  const subject = /^[A-Z][a-z]+/.exec(first)?.[0] ?? ''
  return [first, ...others.map((name) => (name.startsWith(subject) ? name.slice(subject.length) : name))]
}
