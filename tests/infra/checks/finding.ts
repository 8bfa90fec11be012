/** A check answers one line for each fault, naming the resource and what is wrong with it. */
export type Finding = string

export const show = (value: unknown): string => {
  if (value === undefined) return 'none'
  if (Array.isArray(value) && value.every((one) => typeof one !== 'object'))
    return value.length > 0 ? value.join(', ') : 'none'
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

/** One finding for each property that is not as wanted: `OrderTable: keys: orderDate instead of userName, orderDate`. */
export function differences<T extends object>(
  label: string,
  found: object | undefined,
  wanted: T,
): Finding[] {
  if (!found) return [`${label}: there is none`]
  return Object.entries(wanted).flatMap(([property, value]) => {
    const other = Reflect.get(found, property)
    return sameAs(other, value)
      ? []
      : [`${label}: ${wordsOf(property)}: ${show(other)} instead of ${show(value)}`]
  })
}

/** Findings for what is only in one of the two, or twice: `queue OrderQueueDlq: is missing`. */
export function membership(label: string, found: readonly string[], wanted: readonly string[]): Finding[] {
  const missing = wanted.filter((name) => !found.includes(name))
  const extra = found.filter((name) => !wanted.includes(name))
  const twice = found.filter((name, index) => found.indexOf(name) !== index)
  return [
    ...missing.map((name) => `${label} ${name}: is missing`),
    ...extra.map((name) => `${label} ${name}: is not expected`),
    ...twice.map((name) => `${label} ${name}: is there twice`),
  ]
}

const wordsOf = (property: string) => property.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)

/** Equal but for the order of properties; undefined is as good as absent. */
export const sameAs = (a: unknown, b: unknown) => canonical(a) === canonical(b)

const canonical = (value: unknown) =>
  JSON.stringify(value, (_, part) =>
    part && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )
