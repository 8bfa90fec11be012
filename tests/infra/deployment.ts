import type * as z from 'zod'
import { evaluate, type Graph } from './graph'
import { kinds, type Statement as StatementInput } from './resources'

/**
 * What of a deploy is compared with what runs, read from Pulumi's inputs. Resources have the names that sst.config.ts
 * gives them: `OrderQueue`, not `OrderQueueQueue`.
 */
export type Deployment = ReturnType<typeof readDeployment>
export type LambdaFunction = Deployment['functions'][number]
export type Role = Deployment['roles'][number]
export type Statement = z.output<typeof StatementInput>

export const deploy = async (given: Parameters<typeof evaluate>[0]) => readDeployment(await evaluate(given))

/** The name in an ARN, a queue's URL, or a name as Pulumi has it, without what SST puts behind it. */
export const nameIn = (reference: string) =>
  (reference.split(/[:/]/).at(-1) ?? '').replace(/(?<=.)(Table|Queue|Bus|Function)$/, '')

export function readDeployment({ app, resources, builds }: Graph) {
  const of = <I extends z.ZodType>({ type, suffix, inputs }: { type: string; suffix: string; inputs: I }) =>
    resources
      .filter((resource) => resource.type === type)
      .map((resource) => ({
        ...(parseInputs(inputs, `${type} ${resource.name}`, resource.inputs) as z.output<I> & object),
        name: resource.name.replace(new RegExp(`(?<=.)${suffix}$`), ''),
      }))

  return {
    app,
    tables: of(kinds.table).map((table) => ({
      name: table.name,
      keys: [table.hashKey, table.rangeKey].filter((key) => key !== undefined),
      fields: Object.fromEntries(table.attributes.map(({ name, type }) => [name, type])),
      indexes: table.globalSecondaryIndexes.map((index) => ({
        name: index.name,
        keys: [index.hashKey, index.rangeKey].filter((key) => key !== undefined),
        projection: index.nonKeyAttributes ?? index.projectionType,
      })),
      ttl: table.ttl?.enabled ? table.ttl.attributeName : undefined,
    })),
    queues: of(kinds.queue).map(({ redrivePolicy, ...queue }) => ({
      name: queue.name,
      delaySeconds: queue.delaySeconds,
      visibilityTimeoutSeconds: queue.visibilityTimeoutSeconds ?? 30,
      retentionSeconds: queue.messageRetentionSeconds,
      redrive: redrivePolicy && {
        to: nameIn(redrivePolicy.deadLetterTargetArn),
        receives: redrivePolicy.maxReceiveCount,
      },
    })),
    queuePolicies: of(kinds.queuePolicy).map(({ name, queueUrl, policy }) => ({
      name,
      queue: nameIn(queueUrl),
      statements: policy.Statement,
    })),
    buses: of(kinds.bus).map(({ name }) => ({ name })),
    rules: of(kinds.rule).map((rule) => ({
      name: rule.name,
      bus: nameIn(rule.eventBusName),
      pattern: rule.eventPattern,
    })),
    targets: of(kinds.target).map((target) => ({
      name: target.name,
      id: target.targetId,
      rule: target.rule,
      bus: nameIn(target.eventBusName),
      queue: nameIn(target.arn),
      deadLetters: target.deadLetterConfig && nameIn(target.deadLetterConfig.arn),
      retry: target.retryPolicy,
    })),
    functions: of(kinds.lambda).map((fn) => {
      const built = builds.find(({ function: name }) => name === fn.name)
      return {
        name: callName(fn.name, fn.handler),
        component: fn.name,
        handler: built?.handler ?? fn.handler,
        links: built?.links ?? {},
        timeoutSeconds: fn.timeout,
        memoryMb: fn.memorySize,
        environment: fn.environment.variables,
        role: nameIn(fn.role).replace(/Role$/, ''),
      }
    }),
    mappings: of(kinds.mapping).map((mapping) => ({
      queue: nameIn(mapping.eventSourceArn),
      function: nameIn(mapping.functionName),
      batchSize: mapping.batchSize,
      windowSeconds: mapping.maximumBatchingWindowInSeconds,
      partialResponses: mapping.functionResponseTypes.includes('ReportBatchItemFailures'),
      maximumConcurrency: mapping.scalingConfig?.maximumConcurrency,
    })),
    schedules: of(kinds.schedule).map((schedule) => ({
      name: schedule.name,
      expression: schedule.scheduleExpression,
      function: nameIn(schedule.target.arn),
      event: JSON.parse(schedule.target.input),
    })),
    alarms: of(kinds.alarm).map(({ dimensions, ...alarm }) => ({
      ...alarm,
      dimensions,
      queue: dimensions.QueueName && nameIn(dimensions.QueueName),
      function: dimensions.FunctionName && nameIn(dimensions.FunctionName),
    })),
    topics: of(kinds.topic).map(({ name }) => name),
    roles: of(kinds.role).map(({ name, assumeRolePolicy, inlinePolicies }) => ({
      name,
      trust: assumeRolePolicy.Statement,
      statements: inlinePolicies.flatMap(({ policy }) => policy.Statement),
    })),
    secrets: of(kinds.secret).map(({ name }) => name),
    links: of(kinds.linkRef).map(({ name, properties }) => ({
      name,
      type: resources
        .find((resource) => !resource.custom && resource.name === name)
        ?.type.replaceAll(':', '.'),
      properties,
    })),
  }
}

/** Our functions are called by their file, as in the logs and locally; what SST adds keeps SST's name. */
const callName = (component: string, handler: string) =>
  /^functions\/(.+)\.\w+$/.exec(handler)?.[1] ?? component

function parseInputs<S extends z.ZodType>(schema: S, label: string, given: unknown): z.output<S> {
  const { data, error } = schema.safeParse(given)
  if (!error) return data as z.output<S>
  const [issue] = error.issues
  throw new Error(`${label} ${issue?.path.join('.')}: ${issue?.message}`)
}
