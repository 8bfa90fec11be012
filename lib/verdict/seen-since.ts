import type { Trouble } from './verdict'

/** What this process knows to be wrong, and since when. */
const seen = new Map<string, string>()

/** Adds to troubles whose beginning is not known when they were seen first; those that are over are forgotten. */
export function seenSince(troubles: Trouble[], now: Date): Trouble[] {
  for (const key of seen.keys()) if (!troubles.some((trouble) => trouble.key === key)) seen.delete(key)
  return troubles.map((trouble) => {
    const first = seen.get(trouble.key) ?? now.toISOString()
    seen.set(trouble.key, first)
    return trouble.since === undefined ? { ...trouble, seenSince: first } : trouble
  })
}
