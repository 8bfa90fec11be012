import { batchesOf } from '../aws/batches'
import { loggableIds } from '../aws/message'
import type { Plan } from '../plan/plan'
import type { DeadLetter } from './dead-letter'
import { readDeadLetters } from './read-dead-letters'
import { dryRun } from './redrive'

/** A dead letter with what a redrive would do; nothing where it belongs to no queue of ours. */
export type PlannedLetter = DeadLetter & {
  plan?: Plan
  orderId?: string
  eventId?: string
  eventType?: string
}

const atOnce = 20

/** What waits in a dead-letter queue, with the dry run of each. */
export async function planLetters(deadLetters: string, most?: number): Promise<PlannedLetter[]> {
  const letters = await readDeadLetters(deadLetters, most)
  const planned: PlannedLetter[] = []
  for (const batch of batchesOf(letters, atOnce))
    planned.push(...(await Promise.all(batch.map((one) => planLetter(deadLetters, one)))))
  return planned
}

async function planLetter(deadLetters: string, letter: DeadLetter): Promise<PlannedLetter> {
  const plan = await dryRun(deadLetters, letter)
  const ids = Object.entries(loggableIds(letter.body)).filter(([, value]) => typeof value === 'string')
  return { ...letter, ...(plan && { plan }), ...Object.fromEntries(ids) }
}

/** By what a redrive would do, the most frequent first. */
export function countPlans(letters: readonly PlannedLetter[]): { words: string; count: number }[] {
  const counts = new Map<string, number>()
  for (const { plan } of letters) {
    const words = plan?.words.replace(/\d+(\.\d+)?/g, '…') ?? 'belongs to no queue of ours'
    counts.set(words, (counts.get(words) ?? 0) + 1)
  }
  return [...counts].map(([words, count]) => ({ words, count })).sort((a, b) => b.count - a.count)
}
