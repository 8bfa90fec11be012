import type { Flow, FlowFunction, FlowQueue } from '../lib/flow/flow.ts'
import type { Topology } from '../local/topology.ts'

/** `${OrderQueue.arn}` is the OrderQueue's. */
const nameIn = (reference = '') => /\$\{(\w+)\./.exec(reference)?.[1] ?? ''

/** What the picture of the pipeline needs of sst.config.ts. */
export function flowOf({ app, queues, buses, rules, targets, functions, sites }: Topology): Flow {
  const [bus] = buses
  const [site] = sites
  if (!bus || !site) throw new Error(`${app.name} has no site, or no bus`)
  const events = rules.map(({ name, pattern }) => {
    const told: { source?: string[]; 'detail-type'?: string[] } = JSON.parse(pattern)
    const source = told.source?.[0]?.split('.').at(-1) ?? ''
    return {
      name: told['detail-type']?.[0] ?? name,
      // The site speaks for ordering, which publishes nothing.
      by: functions.some(({ name, links }) => name === source && links.includes(bus.name))
        ? source
        : site.name,
      to: targets.filter(({ rule }) => nameIn(rule) === name).map(({ arn }) => nameIn(arn)),
    }
  })
  const consumers = functions.filter(({ trigger }) => 'queue' in trigger)
  // A table that every service has to do with, as that of failures, tells nothing of any.
  const isOfAll = (table: string) => consumers.every(({ links }) => links.includes(table))
  const dead = (arn: string) => queues.some(({ deadLetters }) => nameIn(deadLetters?.arn) === arn)
  const busDeadLetters = nameIn(targets[0]?.deadLetterArn)
  return {
    site: site.name,
    bus: bus.name,
    busDeadLetters,
    events,
    queues: queues
      .filter(({ name }) => !dead(name) && name !== busDeadLetters)
      .map(({ name, deadLetters }): FlowQueue => {
        const isHeard = events.some(({ to }) => to.includes(name))
        const filler = functions.find(({ links }) => links.includes(name))
        return {
          name,
          ...(deadLetters && { deadLetters: nameIn(deadLetters.arn), tries: deadLetters.maxReceiveCount }),
          ...(!isHeard && filler && { filledBy: filler.name }),
        }
      }),
    functions: functions.map(({ name, links, trigger }): FlowFunction => {
      const publishesAgain = links.includes(bus.name) && !events.some(({ by }) => by === name)
      return {
        name,
        ...('queue' in trigger ? { queue: trigger.queue } : { schedule: trigger.schedule }),
        tables: links.filter((link) => link.endsWith('Table') && !isOfAll(link)),
        ...(publishesAgain && { publishesAgain }),
      }
    }),
  }
}
