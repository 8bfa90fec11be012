import { beforeAll, expect, test } from 'vitest'
import { checkAll } from './checks/all'
import { type Deployment, deploy } from './deployment'

let sound: Deployment
beforeAll(async () => {
  sound = await deploy({ stage: 'production' })
}, 240_000)

type Harm = (deployment: Deployment) => void

const named = <T extends { name: string }>(list: T[], name: string): T => {
  const found = list.find((one) => one.name === name)
  if (!found) throw new Error(`there is no ${name}`)
  return found
}

test.each<[string, Harm, string]>([
  ['a table that is not deployed', (harmed) => harmed.tables.pop(), 'table CheckoutTable: is missing'],
  [
    'an index over other attributes',
    ({ tables }) => Object.assign(named(tables, 'PaymentTable').indexes[0] ?? {}, { keys: ['userName'] }),
    'PaymentTable: index byUser: keys: userName instead of userName, processedAt',
  ],
  [
    'an index that carries the stock',
    ({ tables }) => Object.assign(named(tables, 'ProductTable').indexes[0] ?? {}, { projection: 'ALL' }),
    'ProductTable: index byCategory: projection: ALL instead of description, price, image, reorderLevel, lastRestocked',
  ],
  [
    'a basket that never expires',
    ({ tables }) => (named(tables, 'BasketTable').ttl = undefined),
    'BasketTable: ttl: none instead of expiresAt',
  ],
  [
    'provisioned capacity',
    ({ tables }) => (named(tables, 'OrderTable').billing = 'PROVISIONED'),
    'OrderTable: billing: PROVISIONED instead of PAY_PER_REQUEST',
  ],
  [
    'dead letters that are kept four days',
    ({ queues }) => (named(queues, 'PaymentQueueDlq').retentionSeconds = undefined),
    'PaymentQueueDlq: retention seconds: none instead of 1209600',
  ],
  [
    'six receives',
    ({ queues }) => (named(queues, 'OrderQueue').redrive = { to: 'OrderQueueDlq', receives: 6 }),
    'OrderQueue: redrive: {"to":"OrderQueueDlq","receives":6} instead of {"to":"OrderQueueDlq","receives":10}',
  ],
  [
    'a rule that its queue does not let in',
    ({ queuePolicies }) =>
      (named(queuePolicies, 'PaymentQueuePolicy').statements = named(
        queuePolicies,
        'InventoryQueuePolicy',
      ).statements),
    'PaymentQueuePolicy: rule StockRejectedRule: is missing',
  ],
  [
    'a queue that lets everybody in',
    ({ queuePolicies }) => {
      for (const statement of named(queuePolicies, 'OrderQueuePolicy').statements)
        statement.Condition = undefined
    },
    'OrderQueuePolicy: its condition none is not aws:SourceArn of the rules',
  ],
  [
    'a target that is never retried',
    ({ targets }) => (named(targets, 'StockReleasedToOrderQueue').retry = undefined),
    'StockReleasedToOrderQueue: retry: none instead of {"maximumEventAgeInSeconds":3600,"maximumRetryAttempts":30}',
  ],
  [
    'another batch size, window and concurrency',
    ({ mappings }) =>
      Object.assign(mappings.find(({ queue }) => queue === 'InventoryQueue') ?? {}, { batchSize: 1 }),
    'inventory on InventoryQueue: batch size: 1 instead of 10',
  ],
  [
    'a function that waits for its batch',
    ({ mappings }) =>
      Object.assign(mappings.find(({ queue }) => queue === 'OrderQueue') ?? {}, { windowSeconds: 5 }),
    'ordering on OrderQueue: window seconds: 5 instead of 0',
  ],
  [
    'a queue without a limit of concurrency',
    ({ mappings }) =>
      Object.assign(mappings.find(({ queue }) => queue === 'OrderQueue') ?? {}, {
        maximumConcurrency: undefined,
      }),
    'ordering on OrderQueue: maximum concurrency: none instead of 50',
  ],
  [
    'another timeout',
    ({ functions }) => (named(functions, 'payment').timeoutSeconds = 20),
    'PaymentQueue: visibility timeout 60 s is less than 6 x 20 s',
  ],
  [
    'another memory',
    ({ functions }) => (named(functions, 'payment').memoryMb = 128),
    'payment: memory mb: 128 instead of 512',
  ],
  [
    'another processor',
    ({ functions }) => (named(functions, 'SiteServerUseast1').architectures = ['x86_64']),
    'SiteServerUseast1: architectures: x86_64 instead of arm64',
  ],
  [
    'another runtime',
    ({ functions }) => (named(functions, 'ordering').runtime = 'nodejs20.x'),
    'ordering: runtime: nodejs20.x instead of nodejs24.x',
  ],
  [
    'logs that are kept for ever',
    ({ functions }) => (named(functions, 'ordering').retentionDays = undefined),
    'ordering: its logs are kept for ever',
  ],
  [
    'a reconciler that runs hourly',
    ({ schedules }) => (named(schedules, 'Reconcile').expression = 'rate(1 hour)'),
    'reconcile on its schedule: expression: rate(1 hour) instead of rate(1 minute)',
  ],
  [
    'a queue whose age nobody watches',
    (harmed) => (harmed.alarms = harmed.alarms.filter(({ name }) => name !== 'PaymentQueueAge')),
    'PaymentQueue age: no alarm watches AWS/SQS ApproximateAgeOfOldestMessage',
  ],
  [
    'give-ups that nobody watches',
    (harmed) => (harmed.alarms = harmed.alarms.filter(({ name }) => name !== 'ReconcilerGaveUp')),
    'reconciler: no alarm watches Swoon ReconcilerGaveUp',
  ],
  ...[
    ['ReconcilerSilent', 'silent reconciler: no alarm watches Swoon ReconcilerRepublished'],
    ['ReconcileEventsDropped', 'events of the schedule: no alarm watches AWS/Lambda AsyncEventsDropped'],
    ['OldestOpenCheckout', 'oldest open checkout: no alarm watches Swoon OldestOpenCheckout'],
    ['OrdersContradictory', 'contradictory orders: no alarm watches Swoon OrdersContradictory'],
    ['SitePublishFailed', 'site publishing: no alarm watches Swoon PublishFailed'],
    ['PaymentPublishFailed', 'payment publishing: no alarm watches Swoon PublishFailed'],
    ['OrderingErrors', 'ordering errors: no alarm watches AWS/Lambda Errors'],
    ['SiteThrottles', 'site throttles: no alarm watches AWS/Lambda Throttles'],
    ['SiteFaults', 'site faults: no alarm watches AWS/Lambda Url5xxCount'],
  ].map(([name = '', finding = '']): [string, Harm, string] => [
    `no ${name}`,
    (harmed) => (harmed.alarms = harmed.alarms.filter((alarm) => alarm.name !== name)),
    finding,
  ]),
  [
    'a site that may put any event',
    ({ roles, functions }) => {
      const { role } = named(functions, 'SiteServerUseast1')
      for (const statement of named(roles, role).statements) statement.Condition = undefined
    },
    'SiteServerUseast1: may put any event: is not expected',
  ],
  [
    'a role whose condition holds of no event too',
    ({ roles, functions }) => {
      const { role } = named(functions, 'payment')
      for (const statement of named(roles, role).statements)
        statement.Condition = { ...Object(statement.Condition), Null: {} }
    },
    'payment: may put any event: is not expected',
  ],
  [
    'an alarm that tells nobody',
    ({ alarms }) => (named(alarms, 'OrderQueueDlqDepth').alarmActions = []),
    'OrderQueueDlqDepth: action AlarmTopic: is missing',
  ],
  [
    'a second target for the same queue',
    ({ targets }) => targets.push({ ...named(targets, 'PaymentFailedToOrderQueue'), name: 'Again' }),
    'PaymentFailedRule: target OrderQueue: is there twice',
  ],
  [
    'a policy from elsewhere',
    ({ others }) => others.push({ type: 'aws:iam/rolePolicyAttachment:RolePolicyAttachment', name: 'Admin' }),
    'Admin: is of aws:iam/rolePolicyAttachment:RolePolicyAttachment, which no check looks at',
  ],
  [
    'production that is removed with its stage',
    ({ app }) => (app.removal = 'remove'),
    'stage production: removal: remove instead of retain',
  ],
])('%s: found and named', (_, harm, finding) => {
  const harmed = structuredClone(sound)
  harm(harmed)
  expect(checkAll(harmed)).toContain(finding)
})
