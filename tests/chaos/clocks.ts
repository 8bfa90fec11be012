import { currentActor } from './actors'
import type { Agenda } from './agenda'
import type { History } from './history'
import type { Random } from './random'

const kinds = ['site', 'ordering', 'inventory', 'payment', 'reconcile'] as const
const mostMinutes = 15

export type Clocks = ReturnType<typeof createClocks>

/** What `Date` says in each kind of process. The clocks agree until one is set, by minutes and either way. */
export function createClocks(agenda: Agenda, history: History) {
  const ahead = new Map<string, number>()
  const kindOf = (name = '') => name.slice(0, name.indexOf('#'))

  return {
    now: () => agenda.now() + (ahead.get(kindOf(currentActor()?.name)) ?? 0),
    set(random: Random) {
      const kind = random.pick(kinds)
      const minutes = random.between(-mostMinutes, mostMinutes)
      ahead.set(kind, minutes * 60_000)
      history.note(`the clock of ${kind} is set to ${minutes} minutes ahead`)
    },
  }
}
