import { handler as inventory } from '../../functions/inventory'
import { handler as ordering } from '../../functions/ordering'
import { handler as payment } from '../../functions/payment'
import { handler as reconcile } from '../../functions/reconcile'
import type { Topology } from '../../local/topology'
import { actAs, createActors, createAgenda, createHistory, currentActor } from './actors'
import { createForgeries, createWeather } from './adversary'
import { createBus } from './bus'
import { createCatalogue } from './catalogue'
import { createGate } from './gate'
import { createClocks, type Random } from './globals'
import type { Violation } from './invariants'
import { acknowledged, createLedger, createObserved } from './observed'
import { createQueues } from './queue'
import type { Command, Reading, Row } from './tables/memory'

let world: World | undefined

/** The simulation that runs in this process now. */
export function running(): World {
  if (!world) throw new Error('No simulation is running')
  return world
}

export function setRunning(next: World | undefined) {
  world = next
}

export type Tables = { send(command: Command, reading?: Reading): Promise<Row> }
type Given = {
  random: Random
  tables: Tables
  topology: Topology
  without?: readonly string[]
  approvals?: number
  /** Scenarios: nothing leaves the bus before, and workers take as many messages as they may. */
  busDelayMs?: number
  fullBatches?: boolean
}
export type World = ReturnType<typeof createWorld>

const start = Date.UTC(2026, 10, 22, 10)
const reconcileEveryMs = 60_000
const reconcileTimeoutMs = 60_000

/** One shop in virtual time: the real handlers and verbs on simulated AWS, and all that befalls them. */
export function createWorld({
  random,
  tables: given,
  topology,
  without,
  approvals = 0.8,
  busDelayMs = 0,
  fullBatches = false,
}: Given) {
  const tables = counted(given)
  const agenda = createAgenda(start)
  const history = createHistory(agenda.now)
  const actors = createActors(agenda, history)
  const clocks = createClocks(agenda, history)
  const weather = createWeather(random.fork('weather'), without)
  const observed = createObserved(agenda.now)
  const forgeries = createForgeries()
  const violations: Violation[] = []
  const parts = { agenda, history, actors, weather, topology }

  const queues = createQueues({
    ...parts,
    fullBatches,
    random: random.fork('queues'),
    handlers: { inventory, ordering, payment, reconcile: () => Promise.reject(new Error('no queue')) },
    onTimeout: (invocation) => {
      const what = `${invocation} timed out instead of handing back what was not done`
      violations.push({ invariant: '13 time', what })
    },
    onHandled: async (queue, message) => {
      violations.push(...(await acknowledged({ tables, bus, queue, message })))
      const told = forgeries.judge(queue, message.label, (orderId) => observed.cancelled.has(orderId))
      if (told) violations.push(told)
    },
  })
  const bus = createBus({ ...parts, random: random.fork('bus') }, queues, busDelayMs)
  const gate = createGate({ ...parts, random: random.fork('gate') })
  const catalogue = createCatalogue(tables, { ...parts, random: random.fork('catalogue') })
  const ledger = createLedger(random.fork('ledger'), approvals)

  function reconcileNow(event: { all?: boolean }) {
    return actors.spawn('reconcile', event.all ? 'all' : 'due', (actor) => {
      const timeout = agenda.after(reconcileTimeoutMs, () => actor.alive && actor.onLost())
      return reconcile(event, { getRemainingTimeInMillis: () => timeout.time - agenda.now() })
    })
  }
  function reconcileOnSchedule() {
    agenda.after(reconcileEveryMs, () => {
      reconcileOnSchedule()
      void reconcileNow({})
      if (weather.strikes('schedule fired twice')) void reconcileNow({})
    })
  }
  reconcileOnSchedule()

  return {
    ...parts,
    clocks,
    tables,
    observed,
    forgeries,
    violations,
    queues,
    bus,
    gate,
    catalogue,
    ledger,
    sleep: (ms: number) => new Promise<void>((wake) => agenda.after(ms, () => wake())),
    /** As `sleep`, but whoever is killed meanwhile does not wake. */
    sleepAsActor(ms: number) {
      const actor = currentActor()
      return new Promise<void>((wake) =>
        agenda.after(ms, () => {
          if (actor?.alive === false) return
          actAs(actor)
          wake()
        }),
      )
    },
    /** Everything stops: what runs is killed, and queues and bus, which are in memory, are empty. */
    restart() {
      history.note('restart')
      actors.killAll()
      bus.forget()
      for (const queue of queues.all) queue.empty()
      void reconcileNow({ all: true })
    },
  }
}

/** Time stands still while a call to the tables is under way, whoever made it. */
function counted({ send }: Tables) {
  let underway = 0
  return {
    isIdle: () => underway === 0,
    async send(command: Command, reading?: Reading) {
      underway++
      try {
        return await send(command, reading)
      } finally {
        underway--
      }
    },
  }
}
