import { beforeAll, expect, test } from 'vitest'
import { checkAll } from './checks/all'
import { type Deployment, deploy } from './deployment'
import { all, type Edit, replacing } from './edits'

const patience = 240_000

/** What `npm test` would say of sst.config.ts, edited so. */
async function findingsOf(edit: Edit) {
  try {
    return checkAll(await deploy({ stage: 'production', edit }))
  } catch (error) {
    return [error instanceof Error ? error.message : error]
  }
}

const orderKeys = "primaryIndex: { hashKey: 'userName', rangeKey: 'orderDate' }"
const pattern = "'detail-type': [type],"
const orderPermissions = "permissions: [on(orders, 'UpdateItem')"

test.each([
  [
    'a wrong key',
    replacing(orderKeys, "primaryIndex: { hashKey: 'userName', rangeKey: 'orderDay' }"),
    'OrderTable: keys: userName, orderDay instead of userName, orderDate',
  ],
  [
    'a visibility timeout of 30 seconds',
    replacing("visibilityTimeout: '60 seconds'", "visibilityTimeout: '30 seconds'"),
    'OrderQueue: visibility timeout 30 s is less than 6 x 10 s',
  ],
  [
    'a queue without its dead-letter queue',
    replacing('dlq: { queue: dlq.arn, retry: 5 },', ''),
    'InventoryQueue: redrive: none instead of {"to":"InventoryQueueDlq","receives":5}',
  ],
  [
    'every action on a table',
    replacing(orderPermissions, "permissions: [on(orders, '*')"),
    'ordering: may do dynamodb:*, a wildcard, on arn:aws:dynamodb:us-east-1:123456789012:table/OrderTableTable',
  ],
  [
    'a rule without a detail-type',
    replacing(pattern, ''),
    'StockReservedRule: its pattern {"source":["com.swn.inventory"]} has no detail-type, so it takes every event that has the rest',
  ],
  [
    'roles that the account may assume, as SST makes them',
    replacing('if (!$dev) args.transform', 'if ($dev) args.transform'),
    'reconcile: [{"identifiers":["lambda.amazonaws.com"],"type":"Service"},{"identifiers":["arn:aws:iam::123456789012:root"],"type":"AWS"}] may assume it, not only the service that runs it',
  ],
  [
    'the invalidation of every distribution, as SST allows it',
    replacing("'cloudfront:CreateInvalidation', ", ''),
    'SiteServerUseast1: may do cloudfront:CreateInvalidation on *, a wildcard',
  ],
  [
    'a handler that is not there',
    replacing('functions/reconcile.handler', 'functions/reconciler.handler'),
    expect.stringMatching(/Could not resolve ".*functions\/reconciler\.ts"/),
  ],
  [
    'a secret in the environment',
    replacing('PAYMENT_SUCCESS_RATE:', 'SECRET: paymentSecret.value, PAYMENT_SUCCESS_RATE:'),
    'payment: the value of PaymentSecret stands in its environment',
  ],
])('%s is found and named', { timeout: patience }, async (_, edit, finding) => {
  expect(await findingsOf(edit)).toContainEqual(finding)
})

const together: [fault: string, edit: Edit, finding: string][] = [
  [
    'a target without a dead-letter queue',
    replacing('deadLetterConfig: { arn: busDlq.arn },', ''),
    'PaymentFailedToInventoryQueue: dead letters: none instead of SwnEventBusDlq',
  ],
  [
    'an event that one service does not get',
    replacing('StockRejected: [order, payment]', 'StockRejected: [order]'),
    'StockRejectedRule: target PaymentQueue: is missing',
  ],
  [
    'no partial responses',
    replacing('partialResponses: true', 'partialResponses: false'),
    'payment on PaymentQueue: partial responses: false instead of true',
  ],
  [
    'no alarm on the dead letters of the bus',
    replacing("[...dlqs, { name: 'SwnEventBusDlq', queue: busDlq }]", 'dlqs'),
    'SwnEventBusDlq depth: no alarm watches AWS/SQS ApproximateNumberOfMessagesVisible',
  ],
  [
    'a table without point-in-time recovery',
    replacing(orderKeys, `${orderKeys}, transform: { table: { pointInTimeRecovery: { enabled: false } } }`),
    'OrderTable: point in time recovery: false instead of true',
  ],
  [
    'no deletion protection in production',
    replacing("const deletionProtection = $app.stage === 'production'", 'const deletionProtection = false'),
    'AccountTable: deletion protection: false instead of true',
  ],
]

test('faults that come together are each found and named', { timeout: patience }, async () => {
  const findings = await findingsOf(all(...together.map(([, edit]) => edit)))
  for (const [fault, , finding] of together) expect(findings, fault).toContain(finding)
})

let sound: Deployment
beforeAll(async () => {
  sound = await deploy({ stage: 'production' })
}, patience)

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
    'OrderQueue: redrive: {"to":"OrderQueueDlq","receives":6} instead of {"to":"OrderQueueDlq","receives":5}',
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
  [
    'an alarm that tells nobody',
    ({ alarms }) => (named(alarms, 'OrderQueueDlqDepth').alarmActions = []),
    'OrderQueueDlqDepth: action AlarmTopic: is missing',
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
