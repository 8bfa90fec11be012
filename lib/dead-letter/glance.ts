import type { ListedLetter } from './dead-letter'

const glanceMs = 5_000
const glances = new Map<string, { at: number; letters: Promise<ListedLetter[]> }>()

/** What was seen in a dead-letter queue within the last five seconds. */
export function lastGlance(QueueUrl: string) {
  const last = glances.get(QueueUrl)
  return last && Date.now() - last.at < glanceMs ? last.letters : undefined
}

/** Looks, for all who look within the next five seconds: two looks at once would hide messages from each other. */
export function glance(QueueUrl: string, look: () => Promise<ListedLetter[]>) {
  const letters = look()
  glances.set(QueueUrl, { at: Date.now(), letters })
  letters.catch(() => forgetGlance(QueueUrl))
  return letters
}

/** After what was seen there has changed by an act of this process. */
export const forgetGlance = (QueueUrl: string) => void glances.delete(QueueUrl)
