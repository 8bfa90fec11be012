import type { ListedLetter } from './dead-letter'

const glanceMs = 5_000
const glances = new Map<string, { at: number; letters: Promise<ListedLetter[]> }>()

/** What was seen in a dead-letter queue within the last five seconds. */
export function lastGlance(QueueUrl: string) {
  const last = glances.get(QueueUrl)
  return last && performance.now() - last.at < glanceMs ? last.letters : undefined
}

/** Looks, for all who look within the next five seconds: two looks at once would hide messages from each other. */
export function glance(QueueUrl: string, look: () => Promise<ListedLetter[]>) {
  const seen = { at: performance.now(), letters: look() }
  const forget = () => {
    if (glances.get(QueueUrl) === seen) forgetGlance(QueueUrl)
  }
  glances.set(QueueUrl, seen)
  seen.letters.catch(forget)
  // A thousand messages may be much to keep.
  setTimeout(forget, glanceMs).unref()
  return seen.letters
}

/** After what was seen there has changed by an act of this process. */
export const forgetGlance = (QueueUrl: string) => void glances.delete(QueueUrl)
