import { connectionEnvironment } from './connection.ts'
import type { Aws } from './embedded.ts'
import { resourceEnvironment } from './resource-environment.ts'

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
