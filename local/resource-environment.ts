import { connectionEnvironment } from './connection.ts'
import type { Aws } from './embedded.ts'
import { resolveReferences } from './topology/references.ts'
import type { Topology } from './topology.ts'

/** The `SST_RESOURCE_*` variables that `Resource` of the sst package reads, for the links named in `only` or for all. */
export function resourceEnvironment(
  { app, links }: Topology,
  known: ReadonlyMap<string, string>,
  only?: readonly string[],
): Record<string, string> {
  const resolve = (properties: Record<string, string>) =>
    Object.fromEntries(Object.entries(properties).map(([key, text]) => [key, resolveReferences(text, known)]))
  const variables = links
    .filter(({ name }) => !only || only.includes(name))
    .map(({ name, properties }) => [`SST_RESOURCE_${name}`, JSON.stringify(resolve(properties))])
  return { SST_RESOURCE_App: JSON.stringify(app), ...Object.fromEntries(variables) }
}

/** What the site has beside PATH and the like: AWS, its own variables, and only the resources linked to it. */
export function siteEnvironment({ connection, topology, known }: Aws): Record<string, string> {
  const links = topology.sites.flatMap(({ links }) => links)
  return {
    ...connectionEnvironment(connection),
    ...Object.assign({}, ...topology.sites.map(({ environment }) => environment)),
    ...resourceEnvironment(topology, known, links),
  }
}
