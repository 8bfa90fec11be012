import type { z } from 'zod'
import { emptyTopology, type Topology } from './recording.ts'
import { NotRecorded, parseArguments, strict } from './strict.ts'

type Component = new (name: string, args?: unknown) => object
type Linked = (component: never) => { properties: Record<string, string> }

export type Recorder = ReturnType<typeof createRecorder>

/** Holds what one evaluation of sst.config.ts creates. */
export function createRecorder(app: Topology['app']) {
  const topology = emptyTopology(app)
  const names = new Set<string>()
  const linkable = new Map<object, { name: string; type: string; component: Component }>()
  const wrapped = new Map<Component, Linked>()

  /** A constructor for `type` (`sst.aws.Queue`) that checks its arguments and hands them to `record`. */
  function component<A>(
    type: string,
    Arguments: z.ZodType<A>,
    record: (name: string, args: A) => object,
    link?: (self: never) => Record<string, string>,
  ): Component {
    class Recorded {
      constructor(name: string, args: unknown = {}) {
        const label = `${type} ${name}`
        if (names.has(name.toLowerCase())) throw new NotRecorded(`sst.config.ts: ${label} is not unique`)
        names.add(name.toLowerCase())
        const self = strict(label, record(name, parseArguments(label, Arguments, args)))
        if (link) linkable.set(self, { name, type, component: Recorded })
        // biome-ignore lint/correctness/noConstructorReturn: the strict proxy is the component.
        return self
      }
    }
    if (link) wrapped.set(Recorded, (self) => ({ properties: link(self) }))
    return Recorded
  }

  return {
    topology,
    component,
    wrap(component: Component, linked: Linked) {
      if (!wrapped.has(component))
        throw new NotRecorded('sst.config.ts wraps a component that is not linkable')
      wrapped.set(component, linked)
    },
    linkNames: (links: readonly object[]) =>
      links.map((link) => {
        const known = linkable.get(link)
        if (!known) throw new NotRecorded('sst.config.ts links something that is not linkable')
        return known.name
      }),
    /** To be called once run() is over: SST too reads links after it. */
    finish(): Topology {
      for (const [self, { name, type, component }] of linkable) {
        const properties = wrapped.get(component)?.(self as never).properties
        topology.links.push({ name, properties: { ...properties, type } })
      }
      return topology
    },
  }
}
