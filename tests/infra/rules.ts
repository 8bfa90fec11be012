import { events } from '../../lib/events'
import type { Deployment, Role } from './deployment'
import { secretValue } from './graph'

/** A pattern is the only way to name the objects of a bucket. SST's bucket holds what the site's build made. */
const siteAssets = 'arn:aws:s3:::SiteAssetsBucket/*'
const services = ['lambda.amazonaws.com', 'scheduler.amazonaws.com']
const queueOf = { order: 'OrderQueue', inventory: 'InventoryQueue', payment: 'PaymentQueue' }

/** What must hold of every deployment, whatever its reviewed description says: one line for each fault. */
export const faultsOf = (deployment: Deployment) =>
  [queues, routes, permissions, alarms, secrets].flatMap((check) => check(deployment))

function queues({ queues, mappings, functions, queuePolicies }: Deployment) {
  return [
    ...mappings.flatMap((mapping) => {
      const { name, redrive, visibilityTimeoutSeconds: hidden } = named(queues, mapping.queue)
      const timeout = functions.find(({ component }) => component === mapping.function)?.timeoutSeconds ?? 0
      return [
        ...(hidden < 6 * timeout
          ? [`${name}: is visible again after ${hidden} s, not 6 x ${timeout} s`]
          : []),
        ...(redrive ? [] : [`${name}: has no dead-letter queue`]),
        ...(mapping.partialResponses ? [] : [`${name}: one failed message fails its batch`]),
      ]
    }),
    ...queuePolicies
      .filter(({ statements }) => statements.some(({ Condition }) => !Condition))
      .map(({ name }) => `${name}: lets more than the rules send`),
  ]
}

/** Each event has one rule of its own, which leads to exactly the services that take it. */
function routes({ rules, targets }: Deployment) {
  const wanted = Object.entries(events).flatMap(([type, { source, listeners }]) =>
    listeners.map((listener) => `${source} ${type} to ${queueOf[listener]}`),
  )
  const found = targets.map(({ rule, queue, deadLetters }) => {
    const { source, 'detail-type': type, ...more } = named(rules, rule).pattern
    const narrowed = Object.keys(more).length > 0 ? ' in part' : ''
    return `${source ?? 'any source'} ${type ?? 'any type'} to ${queue}${narrowed}${deadLetters ? '' : ', which is lost when it fails'}`
  })
  return [
    ...wanted.filter((route) => !found.includes(route)).map((route) => `no rule sends ${route}`),
    ...found.filter((route, at) => !wanted.includes(route) || found.indexOf(route) !== at),
  ]
}

/** No wildcards, and only the service that runs it may assume a role. What each needs is checked by what it uses. */
function permissions({ roles, functions }: Deployment) {
  const whose = ({ name }: Role) => functions.find(({ role }) => role === name)?.name ?? name
  return roles.flatMap((role) => [
    ...role.statements.flatMap(({ Action, Resource }) =>
      [...Action, ...Resource]
        .filter((part) => part.includes('*') && part !== siteAssets)
        .map((part) => `${whose(role)}: may ${Action} on ${Resource}: ${part} is a wildcard`),
    ),
    ...role.trust
      .filter(({ Principal }) => !services.some((Service) => isSame(Principal, { Service })))
      .map(({ Principal }) => `${whose(role)}: ${JSON.stringify(Principal)} may assume it`),
  ])
}

/** Whatever may fail silently has its alarm, and somebody hears it. */
function alarms({ alarms, queues, functions }: Deployment) {
  const watched = alarms.map(({ metricName, queue, function: name }) => `${metricName} of ${queue ?? name}`)
  const deadLetters = queues.filter(({ name }) => name.endsWith('Dlq'))
  const run = functions.filter(({ name }) => !name.startsWith('SiteImage'))
  const wanted = [
    ...deadLetters.map(({ name }) => `ApproximateNumberOfMessagesVisible of ${name}`),
    ...run.flatMap(({ component }) => [`Errors of ${component}`, `Throttles of ${component}`]),
  ]
  return [
    ...wanted.filter((one) => !watched.includes(one)).map((one) => `no alarm watches ${one}`),
    ...alarms.filter(({ alarmActions }) => !alarmActions[0]).map(({ name }) => `${name}: tells nobody`),
  ]
}

const secrets = ({ secrets, functions }: Deployment) =>
  secrets.flatMap((secret) =>
    functions
      .filter(({ environment }) => JSON.stringify(environment).includes(secretValue(secret)))
      .map(({ name }) => `${name}: the value of ${secret} stands in its environment`),
  )

function named<T extends { name: string }>(list: readonly T[], name: string): T {
  const found = list.find((one) => one.name === name)
  if (!found) throw new Error(`there is no ${name}`)
  return found
}

/** Equal but for the order of properties; undefined is as good as absent. */
export const isSame = (a: unknown, b: unknown) => canonical(a) === canonical(b)

const canonical = (value: unknown) =>
  JSON.stringify(value, (_, part) =>
    part && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )
