export const account = '123456789012'
export const region = 'us-east-1'

export type Resource = {
  /** Pulumi's type, such as `aws:sqs/queue:Queue`. */
  type: string
  name: string
  /** False for components, which group resources and create nothing. */
  custom: boolean
  inputs: Record<string, unknown>
}

type NewResource = { type: string; name: string; custom?: boolean; inputs: Record<string, unknown> }
type Call = { token: string; inputs: Record<string, unknown> }
type Statement = Record<'effect' | 'actions' | 'resources' | 'principals' | 'conditions', unknown>

/** What Pulumi's engine and AWS would answer. Names in ARNs are the logical ones, so that they are the same every time. */
export const mocks = (resources: Resource[]) => ({
  newResource({ type, name, custom = false, inputs }: NewResource) {
    resources.push({ type, name, custom, inputs: plain(inputs) as Resource['inputs'] })
    return { id: `${name}-id`, state: { ...inputs, ...stateOf(type, name, inputs) } }
  },
  call({ token, inputs }: Call) {
    const answer = calls[token]
    if (!answer) throw new Error(`nothing answers ${token}: add it to tests/infra/evaluation/mocks.ts`)
    return answer(inputs)
  },
})

const calls: Record<string, (inputs: Record<string, unknown>) => Record<string, unknown>> = {
  'aws:index/getRegion:getRegion': () => ({ region, name: region }),
  'aws:index/getPartition:getPartition': () => ({ partition: 'aws' }),
  'aws:index/getCallerIdentity:getCallerIdentity': () => ({ accountId: account }),
  'aws:iam/getPolicyDocument:getPolicyDocument': (inputs) => {
    const statements = (inputs.statements ?? []) as Statement[]
    const Statement = statements.map(({ effect = 'Allow', ...one }) => ({
      Effect: effect,
      Action: one.actions,
      Resource: one.resources,
      Principal: one.principals,
      Condition: conditionOf(one.conditions),
    }))
    return { ...inputs, json: JSON.stringify({ Statement }) }
  },
}

type Condition = { test: string; variable: string; values: string[] }

/** As IAM writes conditions: by operator, then by key. */
function conditionOf(given: unknown) {
  if (!given) return undefined
  const condition: Record<string, Record<string, string[]>> = {}
  for (const { test, variable, values } of given as Condition[])
    condition[test] = { ...condition[test], [variable]: values }
  return condition
}

const arns: Record<string, (name: string, inputs: Record<string, unknown>) => string> = {
  'aws:sqs/queue': (name) => `sqs:${region}:${account}:${name}`,
  'aws:sns/topic': (name) => `sns:${region}:${account}:${name}`,
  'aws:dynamodb/table': (name) => `dynamodb:${region}:${account}:table/${name}`,
  'aws:cloudwatch/eventBus': (name) => `events:${region}:${account}:event-bus/${name}`,
  'aws:cloudwatch/logGroup': (name) => `logs:${region}:${account}:log-group:${name}`,
  'aws:cloudwatch/eventRule': (name, { eventBusName }) =>
    `events:${region}:${account}:rule/${eventBusName}/${name}`,
  'aws:lambda/function': (name) => `lambda:${region}:${account}:function:${name}`,
  'aws:iam/role': (name) => `iam::${account}:role/${name}`,
  'aws:s3/bucket': (name) => `s3:::${name}`,
}

export function arnOf({ type, name, inputs }: Pick<Resource, 'type' | 'name' | 'inputs'>) {
  const kind = type.slice(0, type.lastIndexOf(':'))
  const service = kind.replace(/^aws:|\/.*$/g, '')
  return `arn:aws:${arns[kind]?.(name, inputs) ?? `${service}:${region}:${account}:${name}`}`
}

function stateOf(type: string, name: string, inputs: Record<string, unknown>) {
  if (!type.startsWith('aws:')) return { base64: Buffer.alloc(32).toString('base64') }
  return {
    name,
    bucket: name,
    uuid: `${name}-uuid`,
    arn: arnOf({ type, name, inputs }),
    url: `https://sqs.${region}.amazonaws.com/${account}/${name}`,
    domainName: `${name}.example`,
    functionUrl: `https://${name}.example/`,
  }
}

/** Pulumi's mark on secret values. */
const secret = '4dabf18193072939515e22adb298388d'

/** A value without Pulumi's marks. */
export function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain)
  if (!value || typeof value !== 'object') return value
  if (secret in value && 'value' in value) return plain(value.value)
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]))
}
