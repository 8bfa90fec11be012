import type { Outcome } from './actors'
import type { World } from './world'

const tries = 10
const longestPauseMs = 2_000

/** One request to the site: it answers, fails, or is lost with the process that served it. */
export const request = <T>({ actors }: World, what: string, work: () => Promise<T>): Promise<Outcome<T>> =>
  actors.spawn('site', what, work)

/** The same request until it is answered, as a person in front of a broken page does; undefined when that never happens. */
export async function requestUntilAnswered<T>(
  world: World,
  what: string,
  work: () => Promise<T>,
): Promise<T | undefined> {
  for (let attempt = 1; attempt <= tries; attempt++) {
    const outcome = await request(world, what, work)
    if ('done' in outcome) return outcome.done
    await world.sleep((longestPauseMs * attempt) / tries)
  }
  return undefined
}

/** A request of a tab on a bad line, which takes long enough for much to happen meanwhile. */
export const slowRequest = <T>(
  { actors }: World,
  what: string,
  work: () => Promise<T>,
): Promise<Outcome<T>> =>
  actors.spawn('site', what, (actor) => {
    actor.slow = true
    return work()
  })
