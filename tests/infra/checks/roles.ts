import type { Deployment, Role, Statement } from '../deployment'
import { events, publishers } from '../design'
import { eventsIn } from './event-conditions'
import { type Finding, membership, sameAs, show } from './finding'

/** A pattern is the only way to name the objects of a bucket. SST's bucket holds what the site's build made. */
const siteAssets = 'arn:aws:s3:::SiteAssetsBucket/*'

/** Writing to log groups; the account's log groups are what it is about. SST gives it to every function. */
const basicExecution = 'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole'

const services = ['lambda.amazonaws.com', 'scheduler.amazonaws.com']

/** No wildcards in any role, only the service that runs it may assume it, and none speaks for another's source. */
export const checkRoles = ({ roles, functions }: Deployment): Finding[] =>
  roles
    .map((role) => ({ ...role, name: whose(role, functions) }))
    .flatMap((role) => [
      ...role.statements.flatMap((statement) => checkStatement(role, statement)),
      ...role.trust.flatMap((statement) => checkTrust(role, statement)),
      ...checkEvents(role),
      ...role.managed
        .filter((arn) => arn !== basicExecution)
        .map((arn) => `${role.name}: has the managed policy ${arn}`),
    ])

const whose = ({ name }: Role, functions: Deployment['functions']) =>
  functions.find(({ role }) => role === name)?.name ?? `role ${name}`

function checkStatement({ name }: Role, { Effect, Action, Resource }: Statement): Finding[] {
  const actions = Action.filter((action) => action.includes('*'))
  const resources = Resource.filter((arn) => arn.includes('*') && arn !== siteAssets)
  return [
    ...(Effect === 'Allow' ? [] : [`${name}: its effect is ${Effect}`]),
    ...actions.map((action) => `${name}: may do ${action}, a wildcard, on ${show(Resource)}`),
    ...resources.map((resource) => `${name}: may do ${show(Action)} on ${resource}, a wildcard`),
  ]
}

function checkEvents({ name, statements }: Role): Finding[] {
  const publisher = Object.keys(publishers).find((prefix) => name.startsWith(prefix)) ?? ''
  const own = events.filter(({ source }) => source === publishers[publisher])
  const granted = statements
    .filter(({ Action }) => Action.includes('events:PutEvents'))
    .map(({ Condition }) => eventsIn(Condition))
  const named = (values: (string | undefined)[], any: string) => values.map((value) => value ?? any)
  return [
    ...membership(
      `${name}: may put events of`,
      named([...new Set(granted.flatMap(({ source }) => source))], 'any source'),
      [...new Set(own.map(({ source }) => source))],
    ),
    ...membership(
      `${name}: may put`,
      named([...new Set(granted.flatMap(({ type }) => type))], 'any event'),
      own.map(({ type }) => type),
    ),
  ]
}

function checkTrust({ name }: Role, { Effect, Action, Principal }: Statement): Finding[] {
  const trusted = services.some((Service) => sameAs(Principal, { Service }))
  return trusted && Effect === 'Allow' && sameAs(Action, ['sts:AssumeRole'])
    ? []
    : [`${name}: ${show(Principal)} may assume it, not only the service that runs it`]
}
