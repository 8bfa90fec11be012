import { causeKeyOf, type Failure } from '../failure/failure'
import { listFailures } from '../failure/store'
import { type DeadLetter, failureIdOf, type ListedLetter, mostLetters, outcomeOfPlan } from './dead-letter'
import { glance, lastGlance } from './glance'
import { planAll } from './plan-letters'
import { deadLetterQueues, originOf } from './queues'
import { readDeadLetters } from './read-dead-letters'

/** Which messages of a dead-letter queue are meant; all, where nothing is said. */
export type Choice = {
  messageIds?: readonly string[] | undefined
  /** Key of a cause: lib/failure/failure.ts. */
  cause?: string | undefined
  /** What a redrive would do, as `outcomeOfPlan` says it. */
  outcome?: string | undefined
}

/**
 * The messages that are meant, the oldest first, each with its dry run and what it has failed by, out of the first thousand; undefined
 * where there is no such queue.
 */
export async function chooseLetters(queue: string, choice: Choice = {}) {
  const url = deadLetterQueues()[queue]
  return url === undefined ? undefined : choose(url, choice)
}

/** The same for a page that is read again and again: as any has seen them within the last five seconds. Who acts chooses anew. */
export async function glanceAtLetters(queue: string, choice: Choice = {}) {
  const url = deadLetterQueues()[queue]
  if (url === undefined) return undefined
  const seen = lastGlance(url)
  const { messageIds } = choice
  const meantIn = (letters: ListedLetter[]) =>
    named(letters, messageIds).filter((letter) => isMeant(letter, choice))
  if (!messageIds) return meantIn(await (seen ?? glance(url, () => choose(url))))
  const found = meantIn((await seen) ?? [])
  return found.length === messageIds.length ? found : choose(url, choice)
}

async function choose(url: string, choice: Choice = {}): Promise<ListedLetter[]> {
  const enough = (held: ReadonlyMap<string, unknown>) =>
    choice.messageIds?.every((id) => held.has(id)) ?? false
  const [letters, failures] = await Promise.all([readDeadLetters(url, { enough }), failuresOf(originOf(url))])
  const listed = (await planAll(url, named(letters, choice.messageIds))).map((letter): ListedLetter => {
    const failure = failures.get(failureIdOf(letter))
    return { ...letter, ...(failure && { failure }) }
  })
  return listed.filter((letter) => isMeant(letter, choice))
}

/** Those of these ids; all, where none are named. */
function named<Letter extends DeadLetter>(letters: Letter[], messageIds: Choice['messageIds']) {
  const ids = messageIds && new Set(messageIds)
  return ids ? letters.filter(({ messageId }) => ids.has(messageId)) : letters
}

async function failuresOf(queue: string | undefined): Promise<Map<string, Failure>> {
  const failures = queue === undefined ? [] : await listFailures(queue, mostLetters)
  return new Map(failures.map((failure) => [failure.id, failure]))
}

/** Of a letter that is named, or where none are. */
export const isMeant = ({ failure, plan }: ListedLetter, { cause, outcome }: Choice) =>
  (cause === undefined || (failure !== undefined && causeKeyOf(failure) === cause)) &&
  (outcome === undefined || outcomeOfPlan(plan) === outcome)
