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
