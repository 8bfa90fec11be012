import { Resource as Real } from 'sst'
import { httpHandler } from '../../../lib/aws/client-config'
import { permissionsFor } from './iam'
import type { Note } from './record'

/** Bundled into whatever is recorded: writes each note once, as a line that record.ts reads. */

const told = new Set<string>()

function tell(note: Note) {
  const line = JSON.stringify(note)
  if (!told.has(line)) console.log(`@use ${line}`)
  told.add(line)
}

/** Notes that a call site was reached. Added to the sources by bundles.ts. */
export function __reached(site: string) {
  tell({ reached: site })
  return {}
}

/** `Resource` of the sst package, which notes what is read of it. */
export const Resource = new Proxy(Real, {
  get(resource, name) {
    // What the app and its stage are called, every function is told.
    if (typeof name === 'string' && name !== 'App') tell({ link: name })
    return Reflect.get(resource, name)
  },
})

/** Read without a note: nobody asks for the link here. */
const queueOf = (uuid: string) => Object.entries(Real.Mappings).find(([, value]) => value === uuid)?.[0]

const handle = httpHandler.handle.bind(httpHandler)
let busWasAway = false

/** Every request of lib/ passes here. The first events that are put are refused: that leads to a metric too. */
httpHandler.handle = async (request, options) => {
  const target = request.headers['x-amz-target'] ?? `${request.method} ${request.path}`
  try {
    const permissions = permissionsFor(
      target,
      JSON.parse(Buffer.from(request.body ?? '{}').toString()),
      queueOf,
    )
    for (const permission of permissions) tell({ permission })
  } catch (error) {
    tell({ fault: error instanceof Error ? error.message : String(error) })
  }
  if (target.endsWith('PutEvents') && !busWasAway) {
    busWasAway = true
    throw new Error('The bus is away')
  }
  return handle(request, options)
}
