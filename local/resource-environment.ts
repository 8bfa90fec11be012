import { connectionEnvironment } from './connection.ts'
import type { Aws } from './embedded.ts'
import { resolveReferences } from './topology/references.ts'
import type { Topology } from './topology.ts'

/**
 * The `SST_RESOURCE_*` variables that `Resource` of the sst package reads, for the named links or for all of them.
 *
 * @param known every value a link refers to, by `Resource.attribute`
 */
export function resourceEnvironment(
  { app, links }: Topology,
  known: ReadonlyMap<string, string>,
  only?: readonly string[],
): Record<string, string> {
  const wanted = links.filter(({ name }) => !only || only.includes(name))
  return {
    SST_RESOURCE_App: JSON.stringify(app),
    ...Object.fromEntries(
      wanted.map(({ name, properties }) => [
        `SST_RESOURCE_${name}`,
        JSON.stringify(
          Object.fromEntries(
            Object.entries(properties).map(([key, text]) => [key, resolveReferences(text, known)]),
          ),
        ),
      ]),
    ),
  }
}

/** What the site has beside PATH and the like: AWS, its own variables, and only the resources linked to it. */
export const siteEnvironment = ({ connection, topology, known }: Aws): Record<string, string> => ({
  ...connectionEnvironment(connection),
  ...Object.assign({}, ...topology.sites.map(({ environment }) => environment)),
  ...resourceEnvironment(
    topology,
    known,
    topology.sites.flatMap(({ links }) => links),
  ),
})
