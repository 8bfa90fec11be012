import type { Deployment, LambdaFunction } from '../deployment'
import { architecture, type FunctionDesign, logDays, runtime, site, functions as wanted } from '../design'
import { differences, type Finding, membership } from './finding'

/** Handler, timeout, memory, processor, runtime, logs and trigger of every function. */
export function checkFunctions(deployment: Deployment): Finding[] {
  const { functions, mappings, schedules } = deployment
  const own = functions.filter(({ handler }) => handler.startsWith('functions/'))
  return [
    ...membership(
      'function',
      own.map(({ name }) => name),
      Object.keys(wanted),
    ),
    ...own.flatMap((fn) => {
      const design = wanted[fn.name]
      return design ? [...checkBundle(fn, design), ...checkTrigger(fn, design, deployment)] : []
    }),
    ...functions.flatMap((fn) =>
      differences(fn.name, fn, {
        runtime,
        architectures: [architecture],
        reservedConcurrency: undefined,
      }),
    ),
    ...[...own, ...functions.filter(({ name }) => name.startsWith(site.name))].flatMap((fn) =>
      differences(fn.name, fn, { retentionDays: logDays }),
    ),
    ...functions.flatMap(({ name, retentionDays }) =>
      retentionDays ? [] : [`${name}: its logs are kept for ever`],
    ),
    ...differences(
      site.name,
      functions.find(({ name }) => name.startsWith(site.name)),
      { timeoutSeconds: site.timeoutSeconds, memoryMb: site.memoryMb },
    ),
    ...membership(
      'trigger of',
      [...mappings, ...schedules].map((trigger) => nameOf(functions, trigger.function)).filter(isOwn),
      Object.keys(wanted),
    ),
  ]
}

const isOwn = (name: string) => !name.startsWith('Site')
const nameOf = (functions: LambdaFunction[], component: string) =>
  functions.find((fn) => fn.component === component)?.name ?? component

const checkBundle = (
  fn: LambdaFunction,
  { handler, timeoutSeconds, memoryMb }: FunctionDesign,
): Finding[] => [
  ...differences(fn.name, fn, { handler: `functions/${fn.name}.${handler}`, timeoutSeconds, memoryMb }),
  ...(fn.exports.includes(handler) ? [] : [`${fn.name}: its bundle exports no ${handler}`]),
]

function checkTrigger({ name, component }: LambdaFunction, design: FunctionDesign, deployment: Deployment) {
  const mapping = deployment.mappings.find((mapping) => mapping.function === component)
  const schedule = deployment.schedules.find((schedule) => schedule.function === component)
  if ('queue' in design)
    return differences(`${name} on ${design.queue}`, mapping, {
      queue: design.queue,
      ...design.mapping,
      filtered: false,
    })
  return differences(`${name} on its schedule`, schedule, {
    expression: design.schedule,
    event: design.event,
    state: 'ENABLED',
  })
}
