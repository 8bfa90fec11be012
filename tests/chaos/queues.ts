import type { Topology } from '../../local/topology'
import { createQueue, type Handler, type Queue, type Surroundings } from './queue'

type Options = Surroundings & { topology: Topology; handlers: Record<string, Handler> }

export type Queues = ReturnType<typeof createQueues>

/** The queues of sst.config.ts, each with the function that takes its messages. */
export function createQueues({ topology, handlers, ...surroundings }: Options) {
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
