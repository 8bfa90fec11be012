import type { SQSBatchResponse, SQSEvent } from 'aws-lambda'
import type { Topology } from '../../local/topology'
import type { Actors } from './actors'
import type { Agenda } from './agenda'
import type { History } from './history'
import { createQueue, type Message, type Queue } from './queue'
import type { Random } from './random'
import type { Weather } from './weather'

type Handler = (event: SQSEvent) => Promise<SQSBatchResponse>

type Surroundings = {
  topology: Topology
  handlers: Record<string, Handler>
  agenda: Agenda
  history: History
  actors: Actors
  random: Random
  weather: Weather
  fullBatches: boolean
  /** Judges what holds once a message has been handled and deleted. */
  onHandled: (queue: string, message: Message) => Promise<void>
}

export type Queues = ReturnType<typeof createQueues>

/** The queues of sst.config.ts, each with the function that takes its messages. */
export function createQueues({ topology, handlers, ...surroundings }: Surroundings) {
  const queues = new Map<string, Queue>()
  for (const { name, trigger, timeoutSeconds } of topology.functions) {
    const handler = handlers[name]
    if (!handler) throw new Error(`functions/${name}.ts is not simulated`)
    if (!('queue' in trigger)) continue
    const description = topology.queues.find((queue) => queue.name === trigger.queue)
    if (!description) throw new Error(`${name} reads ${trigger.queue}, which is no queue`)
    queues.set(
      trigger.queue,
      createQueue({ ...surroundings, handler, worker: name, timeoutSeconds, ...trigger, ...description }),
    )
  }

  function named(name: string): Queue {
    const queue = queues.get(name)
    if (!queue) throw new Error(`${name} is no queue with a function`)
    return queue
  }

  return {
    named,
    all: [...queues.values()],
    /** `ChangeMessageVisibility`, whichever queue the receipt is of. */
    changeVisibility(receipt: string, seconds: number) {
      for (const queue of queues.values()) queue.changeVisibility(receipt, seconds)
    },
    isIdle: () => [...queues.values()].every((queue) => queue.size() === 0),
  }
}
