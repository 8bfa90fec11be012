import { expect, test } from 'vitest'
import { checkAll } from './checks/all'
import { deploy } from './deployment'
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
    replacing('dlq: { queue: dlq.arn, retry: 10 },', ''),
    'InventoryQueue: redrive: none instead of {"to":"InventoryQueueDlq","receives":10}',
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
    expect.stringContaining('Could not resolve "functions/reconciler.ts"'),
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
    'silence that is taken for well-being',
    replacing("treatMissingData: 'breaching'", "treatMissingData: 'notBreaching'"),
    'ReconcilerSilent: treat missing data: notBreaching instead of breaching',
  ],
  [
    'errors that nobody watches',
    replacing("onFunction(functionName, 'Errors')", "onFunction(functionName, 'Duration')"),
    'payment errors: no alarm watches AWS/Lambda Errors',
  ],
  [
    'faults of the site that nobody watches',
    replacing("onFunction(server.name, 'Url5xxCount')", "onFunction(server.name, 'Url4xxCount')"),
    'site faults: no alarm watches AWS/Lambda Url5xxCount',
  ],
  [
    'a service that speaks for another',
    replacing("publish('com.swn.inventory')", "publish('com.swn.payment')"),
    'inventory: may put PaymentCompleted: is not expected',
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
