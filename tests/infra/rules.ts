import { isDeepStrictEqual } from 'node:util'
import { type Deployment, nameIn, type Statement } from './deployment'
import { secretValue } from './graph'

/** A pattern is the only way to name the objects of a bucket. SST's bucket holds what the site's build made. */
const siteAssets = 'arn:aws:s3:::SiteAssetsBucket/*'
/** What IAM knows no resources for: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatch.html */
const onNothing = ['cloudwatch:GetMetricData', 'cloudwatch:DescribeAlarms']
/** So a policy names a log group: https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/iam-access-control-overview-cwl.html */
const streamsOf = /^arn:aws:logs:[^*]+:log-group:[^*]+:\*$/
const services = ['lambda.amazonaws.com', 'scheduler.amazonaws.com']

/** What must hold of every deployment, whatever its reviewed description says: one line for each fault. */
export const faultsOf = (deployment: Deployment) =>
  [queues, permissions, alarms, secrets].flatMap((check) => check(deployment))

const faultIf = (found: boolean, fault: string) => (found ? [fault] : [])

function queues({ queues, mappings, functions, queuePolicies }: Deployment) {
  const polled = queues.flatMap(({ name, redrivePolicy, visibilityTimeoutSeconds: hidden }) => {
    const mapping = mappings.find(({ queue }) => queue === name)
    if (!mapping) return []
    const timeout = functions.find(({ component }) => component === mapping.function)?.timeout ?? 0
    return [
      ...faultIf(hidden < 6 * timeout, `${name}: is visible again after ${hidden} s, not 6 x ${timeout} s`),
      ...faultIf(!redrivePolicy, `${name}: has no dead-letter queue`),
      ...faultIf(!mapping.partialResponses, `${name}: one failed message fails its batch`),
    ]
  })
  const open = queuePolicies.filter(({ policy }) => policy.Statement.some(({ Condition }) => !Condition))
  return [...polled, ...open.map(({ name }) => `${name}: lets more than the rules send`)]
}

/** No wildcards, and only the service that runs it may assume a role. What each needs is checked by what it uses. */
function permissions({ roles, functions }: Deployment) {
  return roles.flatMap(({ name, statements, trust }) => {
    const whose = functions.find(({ role }) => role === name)?.name ?? name
    const wild = ({ Action, Resource }: Statement) =>
      [Action, Resource]
        .flat()
        .filter((part) => part.includes('*') && part !== siteAssets && !streamsOf.test(part))
        .filter(() => ![Action].flat().every((action) => onNothing.includes(action)))
        .map((part) => `${whose}: may ${Action} on ${Resource}: ${part} is a wildcard`)
    const strangers = trust.filter(
      ({ Principal }) => !services.some((Service) => isDeepStrictEqual(Principal, { Service })),
    )
    return [
      ...statements.flatMap(wild),
      ...strangers.map(({ Principal }) => `${whose}: ${JSON.stringify(Principal)} may assume it`),
    ]
  })
}

/** Whatever may fail silently has its alarm, and somebody hears it. */
function alarms({ alarms, queues, functions }: Deployment) {
  const watched = alarms.map(
    ({ metricName, dimensions: { QueueName, FunctionName } }) =>
      `${metricName} of ${nameIn(QueueName ?? FunctionName ?? '')}`,
  )
  const deadLetters = queues.filter(({ name }) => name.endsWith('Dlq'))
  const run = functions.filter(({ name }) => !name.startsWith('SiteImage'))
  const wanted = [
    ...deadLetters.map(({ name }) => `ApproximateNumberOfMessagesVisible of ${name}`),
    ...run.flatMap(({ component }) => [`Errors of ${component}`, `Throttles of ${component}`]),
  ]
  return [
    ...wanted.filter((one) => !watched.includes(one)).map((one) => `no alarm watches ${one}`),
    ...alarms.filter(({ alarmActions }) => !alarmActions?.[0]).map(({ name }) => `${name}: tells nobody`),
  ]
}

const secrets = ({ secrets, functions }: Deployment) =>
  secrets.flatMap((secret) =>
    functions
      .filter(({ environment }) => JSON.stringify(environment).includes(secretValue(secret)))
      .map(({ name }) => `${name}: the value of ${secret} stands in its environment`),
  )
