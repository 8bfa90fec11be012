import * as z from 'zod'
import type { Topology } from '../topology.ts'
import {
  Alarm,
  Cron,
  Email,
  Handler,
  type LambdaFunction,
  Link,
  LogGroup,
  Policy,
  Queue,
  Rule,
  Site,
  Subscription,
  Table,
  Target,
} from './arguments.ts'
import { referTo } from './references.ts'

const Nothing: z.ZodType<object> = z.strictObject({})
type Linked = (component: object) => { properties: Record<string, string> }

/** `target`, all the way down, except that reading a property it does not have throws instead of giving undefined. */
function strict<T extends object>(label: string, target: T): T {
  return new Proxy(target, {
    get(held, property, receiver) {
      const value: unknown = Reflect.get(held, property, receiver)
      // Promises and JSON.stringify ask every object for these two.
      if (typeof property === 'symbol' || property === 'then' || property === 'toJSON') return value
      if (!(property in held))
        throw new Error(`sst.config.ts uses ${label}.${property}, which local/topology does not record`)
      return typeof value === 'object' && value ? strict(`${label}.${property}`, value) : value
    },
  })
}

/** An argument that the stand-in would ignore is an error that names it. */
function parse<T>(label: string, schema: z.ZodType<T>, value: unknown): T {
  const { data, success, error } = schema.safeParse(value)
  if (success) return data
  const [issue] = error.issues
  throw new Error(`sst.config.ts: ${[label, ...(issue?.path ?? [])].join(' ')}: ${issue?.message}`)
}

/**
 * The globals of sst.config.ts, which note in `topology` what it creates with them, and throw at an argument or
 * property that they do not know.
 * @returns `finish`, to be called once run() is over: SST too reads links after it
 */
export function standInsFor(topology: Topology) {
  const names = new Set<string>()
  const linkable = new Map<
    object,
    { name: string; type: string; component: object; attributes: Record<string, string> }
  >()
  const wrapped = new Map<object, Linked>()

  /**
   * A constructor for `type` that hands its arguments to `record`.
   * @param shown the attributes that AWS decides; a link to what SST has shows them too
   * @param record may answer what else the component has
   */
  function component<A>(
    type: string,
    Arguments: z.ZodType<A>,
    shown: readonly string[],
    record: (name: string, args: A) => object | undefined,
  ) {
    return class Recorded {
      constructor(name: string, args: unknown = {}) {
        const label = `${type} ${name}`
        if (names.has(name.toLowerCase())) throw new Error(`sst.config.ts: ${label} is not unique`)
        names.add(name.toLowerCase())
        const attributes = Object.fromEntries(shown.map((attribute) => [attribute, referTo(name, attribute)]))
        const self = strict(label, { ...attributes, ...record(name, parse(label, Arguments, args)) })
        if (type.startsWith('sst.') && shown.length > 0)
          linkable.set(self, { name, type, component: Recorded, attributes })
        // biome-ignore lint/correctness/noConstructorReturn: the strict proxy is the component.
        return self
      }
    }
  }

  /** Records a name and arguments as they are. */
  const into =
    <A extends object>(list: (A & { name: string })[]) =>
    (name: string, args: A) => {
      list.push({ ...args, name })
      return undefined
    }
  const named = (list: string[]) => (name: string) => {
    list.push(name)
    return undefined
  }

  const linkNames = (links: readonly object[]) =>
    links.map((link) => {
      const known = linkable.get(link)
      if (!known) throw new Error('sst.config.ts links something that is not linkable')
      return known.name
    })

  function recordFunction({ link, ...fn }: z.output<typeof Handler>, trigger: LambdaFunction['trigger']) {
    topology.functions.push({ ...fn, links: linkNames(link), trigger })
    const eventSourceMapping = { uuid: referTo(fn.name, 'uuid'), arn: referTo(fn.name, 'uuid') }
    return { nodes: { function: { name: referTo(fn.name, 'name') }, eventSourceMapping } }
  }

  function recordQueue(name: string, args: z.output<typeof Queue>) {
    topology.queues.push({ name, ...args })
    const label = `sst.aws.Queue ${name}.subscribe`
    return {
      nodes: { queue: { name: referTo(name, 'name') } },
      subscribe: (subscriber: unknown, args: unknown = {}) =>
        recordFunction(parse(label, Handler, subscriber), {
          queue: name,
          ...parse(label, Subscription, args),
        }),
    }
  }

  const Linkable = component('sst.sst.Linkable', Link, ['properties'], (_, { properties }) => ({
    properties,
  }))
  wrapped.set(Linkable, (link) => link as z.output<typeof Link>)

  const sst = {
    Linkable: Object.assign(Linkable, {
      wrap: (component: object, linked: Linked) => void wrapped.set(component, linked),
    }),
    Secret: component('sst.sst.Secret', z.object({}), ['value'], named(topology.secrets)),
    aws: {
      Dynamo: component('sst.aws.Dynamo', Table, ['name', 'arn'], into(topology.tables)),
      Queue: component('sst.aws.Queue', Queue, ['url', 'arn'], recordQueue),
      Email: component('sst.aws.Email', Email, ['sender'], (name, { sender }) => {
        topology.mails.push({ name, sender })
        const arn = referTo(name, 'arn')
        return { nodes: { identity: { arn }, configurationSet: { arn } } }
      }),
      Bus: component('sst.aws.Bus', Nothing, ['name', 'arn'], into(topology.buses)),
      CronV2: component('sst.aws.CronV2', Cron, [], (_, { schedule, event, ...cron }) =>
        recordFunction(cron.function, { schedule, event }),
      ),
      Function: component('sst.aws.Function', z.unknown(), [], (name) => {
        throw new Error(`sst.config.ts: function ${name} has no trigger, so nothing local would run it`)
      }),
      Nextjs: component('sst.aws.Nextjs', Site, ['url'], (name, { link, environment }) => {
        topology.sites.push({ name, links: linkNames(link), environment })
        return { nodes: { server: { name: referTo(name, 'name') } } }
      }),
    },
  }

  // Topics are noted and not provisioned.
  const aws = {
    cloudwatch: {
      EventRule: component('aws.cloudwatch.EventRule', Rule, ['name', 'arn'], into(topology.rules)),
      EventTarget: component('aws.cloudwatch.EventTarget', Target, [], into(topology.targets)),
      LogGroup: component('aws.cloudwatch.LogGroup', LogGroup, ['name', 'arn'], (name, { name: group }) => {
        topology.logGroups.push({ name, group, of: group.slice(group.lastIndexOf('-') + 1) })
        return undefined
      }),
      MetricAlarm: component('aws.cloudwatch.MetricAlarm', Alarm, [], into(topology.alarms)),
    },
    sqs: { QueuePolicy: component('aws.sqs.QueuePolicy', Policy, [], into(topology.queuePolicies)) },
    sns: { Topic: component('aws.sns.Topic', Nothing, ['arn'], named(topology.topics)) },
    iam: { assumeRolePolicyForPrincipal: (principal: object) => JSON.stringify(principal) },
  }

  return {
    globals: {
      $app: strict('$app', topology.app),
      $dev: false,
      $jsonStringify: JSON.stringify,
      $interpolate: String.raw,
      // What it changes has no local counterpart; tests/infra compares the two.
      $transform: () => {},
      sst: strict('sst', sst),
      aws: strict('aws', aws),
    },
    finish() {
      for (const [self, { name, type, component, attributes }] of linkable) {
        const properties = wrapped.get(component)?.(self).properties ?? attributes
        topology.links.push({ name, properties: { ...properties, type } })
      }
      return topology
    },
  }
}
