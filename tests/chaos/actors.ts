import { createHash } from 'node:crypto'
import type { Topology } from '../../local/topology'
import type { Weather } from './adversary'
import type { Random } from './globals'

/** What every part of one simulation is given; its random numbers are its own. */
export type Surroundings = {
  agenda: Agenda
  history: History
  actors: Actors
  weather: Weather
  topology: Topology
  random: Random
}

export type Entry = { time: number; run: () => unknown; cancelled: boolean }

/** What is to happen, by virtual time: the only clock of a simulation. */
export function createAgenda(start: number) {
  /** The last is the next. */
  const entries: Entry[] = []
  let now = start

  return {
    now: () => now,
    after(delay: number, run: () => unknown): Entry {
      const entry = { time: now + Math.max(0, Math.round(delay)), run, cancelled: false }
      let [low, high] = [0, entries.length]
      while (low < high) {
        const middle = (low + high) >> 1
        if ((entries[middle]?.time ?? 0) > entry.time) low = middle + 1
        else high = middle
      }
      entries.splice(low, 0, entry)
      return entry
    },
    /** Moves time on to the next entry and takes it off. */
    next(): Entry | undefined {
      let entry = entries.pop()
      while (entry?.cancelled) entry = entries.pop()
      now = entry?.time ?? now
      return entry
    },
  }
}

export type Agenda = ReturnType<typeof createAgenda>

export type History = ReturnType<typeof createHistory>

/** Everything that happened in one simulation, a line each, in order and with virtual times. */
export function createHistory(now: () => number) {
  const lines: string[] = []
  const start = now()
  return {
    note(text: string) {
      lines.push(`${((now() - start) / 1000).toFixed(3).padStart(9)} ${text}`)
    },
    hash: () => createHash('sha256').update(lines.join('\n')).digest('hex').slice(0, 16),
    /** The lines in which one of the marks occurs. */
    about: (marks: readonly string[]) => lines.filter((line) => marks.some((mark) => line.includes(mark))),
  }
}

export type Actor = {
  name: string
  startedAt: number
  alive: boolean
  /** It did not come to its end. */
  lost: boolean
  /** Every one of its calls takes seconds. */
  slow: boolean
  /** What it saw and sent, for the checks that judge one request. */
  seen: Set<string>
  /** How old the oldest state is that it has read. */
  staleMs: number
  onLost: () => void
}
export type Outcome<T> = { done: T } | { failed: unknown } | { lost: true }

let acting: Actor | undefined

/**
 * The invocation or request that the running code belongs to. One entry of the agenda lets one of them go on, so no
 * AsyncLocalStorage is needed, which would make the simulation three times slower.
 */
export const currentActor = () => acting

/** Says whose code runs until the next entry of the agenda. */
export function actAs(actor: Actor | undefined) {
  acting = actor
}

export type Actors = ReturnType<typeof createActors>

/** Invocations and requests: each runs until it answers, throws or is killed, and then never runs again. */
export function createActors(agenda: Agenda, history: History) {
  const running = new Set<Actor>()
  let count = 0

  function spawn<T>(kind: string, what: string, work: (actor: Actor) => Promise<T>): Promise<Outcome<T>> {
    const actor: Actor = {
      name: `${kind}#${++count}`,
      startedAt: agenda.now(),
      alive: true,
      lost: false,
      slow: false,
      seen: new Set(),
      staleMs: 0,
      onLost: () => {},
    }
    running.add(actor)
    history.note(`${actor.name} starts: ${what}`)
    return new Promise((settle) => {
      const end = (outcome: Outcome<T>, note: string) => {
        if (!running.delete(actor)) return
        actor.alive = false
        history.note(`${actor.name} ${note}: ${what}`)
        settle(outcome)
      }
      actor.onLost = () => {
        actor.lost = true
        end({ lost: true }, 'is killed')
      }
      agenda.after(1, () => {
        if (!actor.alive) return
        actAs(actor)
        work(actor).then(
          (done) => end({ done }, 'ends'),
          (failed) => end({ failed }, `fails (${failed instanceof Error ? failed.message : failed})`),
        )
      })
    })
  }

  return {
    spawn,
    running,
    killAll() {
      for (const actor of [...running]) actor.onLost()
    },
  }
}
