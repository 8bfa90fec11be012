import { resourceEnvironment } from '../local/resource-environment'
import type { Topology } from '../local/topology'

/** What `Resource` reads where nothing that it names is there: for clients that are answered before they ask. */
export function pretendedResources(topology: Topology) {
  const known = new Map<string, string>()
  for (const { name } of [...topology.tables, ...topology.buses, ...topology.queues]) {
    known.set(`${name}.name`, name)
    known.set(`${name}.arn`, `arn:aws:sqs:us-east-1:000000000000:${name}`)
    known.set(`${name}.url`, `https://sqs/${name}`)
  }
  for (const { name, sender } of topology.mails) known.set(`${name}.sender`, sender)
  for (const name of topology.secrets) known.set(`${name}.value`, 'secret')
  for (const { name } of topology.sites) known.set(`${name}.url`, 'http://localhost')
  for (const { name } of topology.functions) known.set(`${name}.uuid`, name)
  return resourceEnvironment(topology, known)
}
