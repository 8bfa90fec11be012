import * as z from 'zod'

const Values = z.record(z.string(), z.array(z.string())).default({})
const Condition = z.object({ 'ForAllValues:StringEquals': Values, Null: Values }).prefault({})

type Condition = z.output<typeof Condition>

/**
 * Which events a statement lets onto a bus: `undefined` stands for any. "All values" holds of none too, so a key counts
 * only where it may not be absent.
 */
export function eventsIn(condition: unknown) {
  const parsed = Condition.parse(condition ?? {})
  return { source: valuesOf(parsed, 'events:source'), type: valuesOf(parsed, 'events:detail-type') }
}

function valuesOf({ 'ForAllValues:StringEquals': allowed, Null }: Condition, key: string) {
  const present = Null[key]?.every((value) => value === 'false') ?? false
  return (present && allowed[key]) || [undefined]
}
