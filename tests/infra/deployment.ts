import type { Graph } from './graph'

export type Deployment = ReturnType<typeof readDeployment>
export type LambdaFunction = Deployment['functions'][number]
export type Statement = {
  Action: string | string[]
  Resource: string | string[]
  Principal?: unknown
  Condition?: unknown
}
type Policy = { Statement: Statement[] }

/** The name that sst.config.ts gives: of an ARN, or without what SST puts behind it. */
export const nameIn = (reference: string) =>
  (reference.split(/[:/]/).at(-1) ?? '').replace(/(?<=.)(Table|Queue|Bus|Function|Role|LinkRef)$/, '')

/** What of a deploy is judged: Pulumi's inputs, under the names of sst.config.ts: `OrderQueue`, not `OrderQueueQueue`. */
export function readDeployment({ resources, builds }: Graph) {
  const of = <Inputs>(type: string) =>
    resources
      .filter((resource) => resource.type === type)
      .map(({ name, inputs }) => ({ ...(inputs as Inputs), name: nameIn(name) }))

  return {
    queues: of<{ visibilityTimeoutSeconds: number; redrivePolicy?: unknown }>('aws:sqs/queue:Queue'),
    queuePolicies: of<{ policy: Policy }>('aws:sqs/queuePolicy:QueuePolicy'),
    functions: of<{
      handler: string
      timeout: number
      role: string
      environment: { variables: Record<string, unknown> }
    }>('aws:lambda/function:Function').map((fn) => {
      const build = builds.find(({ function: name }) => name === fn.name)
      // Ours are called by their file, as in the logs and locally; what SST adds keeps SST's name.
      const called =
        /^functions\/(.+)\.\w+$/.exec(fn.handler)?.[1] ?? fn.name.replace(/^SiteServer.*/, 'site')
      return { ...fn, component: fn.name, name: called, links: build?.links ?? {}, role: nameIn(fn.role) }
    }),
    mappings: of<{ eventSourceArn: string; functionName: string; functionResponseTypes?: string[] }>(
      'aws:lambda/eventSourceMapping:EventSourceMapping',
    ).map(({ name, eventSourceArn, functionName, functionResponseTypes = [] }) => ({
      name,
      queue: nameIn(eventSourceArn),
      function: nameIn(functionName),
      partialResponses: functionResponseTypes.includes('ReportBatchItemFailures'),
    })),
    alarms: of<{
      namespace: string
      metricName: string
      dimensions: Record<string, string>
      alarmActions?: string[]
    }>('aws:cloudwatch/metricAlarm:MetricAlarm'),
    roles: of<{ assumeRolePolicy: Policy; inlinePolicies?: { policy: Policy }[] }>('aws:iam/role:Role').map(
      ({ name, assumeRolePolicy, inlinePolicies = [] }) => ({
        name,
        trust: assumeRolePolicy.Statement,
        statements: inlinePolicies.flatMap(({ policy }) => policy.Statement),
      }),
    ),
    secrets: of('sst:sst:Secret').map(({ name }) => name),
    links: of<{ properties: Record<string, unknown> }>('sst:sst:LinkRef').map(({ name, properties }) => ({
      name,
      properties,
      type: resources.find((one) => !one.custom && one.name === name)?.type.replaceAll(':', '.'),
    })),
  }
}
