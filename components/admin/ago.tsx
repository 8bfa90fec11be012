/** How long ago something was, at the moment when the page was read, in one unit. */
export const Ago = ({ since, at }: { since: string; at: string }) => (
  <time dateTime={since}>{lengthOf(Date.parse(at) - Date.parse(since))}</time>
)

const units = [
  ['d', 86_400],
  ['h', 3_600],
  ['min', 60],
] as const

export function lengthOf(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000))
  const [unit, size] = units.find(([, one]) => seconds >= 2 * one) ?? ['s', 1]
  return `${Math.floor(seconds / size)}\u00a0${unit}`
}
