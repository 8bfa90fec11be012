import { beforeAll, expect, test } from 'vitest'
import { type Deployment, readDeployment } from './deployment'
import { evaluate } from './graph'
import { checkUse } from './use/check'
import { recordUse, type Use } from './use/record'

const patience = 240_000

let deployment: Deployment
let uses: Use[]
beforeAll(async () => {
  deployment = readDeployment(await evaluate({ stage: 'production' }))
  uses = await recordUse()
}, patience)

test('every function is allowed, and linked to, exactly what it was seen to use', () => {
  expect(checkUse(deployment, uses)).toEqual([])
})

test('every function has call sites, and all of them were reached', () => {
  for (const { name, callSites, unreached } of uses) {
    expect(callSites.length, name).toBeGreaterThan(0)
    expect(unreached, name).toEqual([])
  }
})

const edit = [
  ["on(orders, 'UpdateItem'),", "on(orders, 'UpdateItem', 'GetItem'),"],
  [
    "permissions: [on(orders, 'UpdateItem'), ...sendMail]",
    "permissions: [on(orders, 'UpdateItem', 'Query')]",
  ],
  ["on(watches, 'Scan', 'UpdateItem', 'DeleteItem')", "on(watches, 'Scan', 'UpdateItem', 'PutItem')"],
  ["? [on(checkouts, 'GetItem'), ", '? ['],
  ["on(payments, 'PutItem', 'UpdateItem')", "on(payments, 'PutItem')"],
  ["on(products, 'GetItem', 'BatchGetItem')", "on(products, 'GetItem')"],
  ["publish('com.swn.payment')", "publish('com.swn.inventory')"],
  ['link: [orders, checkouts, ...', 'link: [orders, checkouts, payments, ...'],
  ['link: [payments, bus, paymentSecret]', 'link: [payments, bus]'],
] as const
const findings = [
  'ordering: is allowed dynamodb:GetItem on OrderTable, which it never uses',
  'mail: is allowed dynamodb:Query on OrderTable, which it never uses',
  'mail: uses ses:SendEmail on EmailIdentity, which it is not allowed',
  'restocked: uses dynamodb:DeleteItem on WatchTable, which it is not allowed',
  'restocked: is allowed dynamodb:PutItem on WatchTable, which it never uses',
  'ordering: uses dynamodb:GetItem on CheckoutTable, which it is not allowed',
  'payment: uses dynamodb:UpdateItem on PaymentTable, which it is not allowed',
  'site: uses dynamodb:BatchGetItem on ProductTable, which it is not allowed',
  'payment: uses events:PutEvents on SwnEventBus of com.swn.payment PaymentRefunded, which it is not allowed',
  'payment: is allowed events:PutEvents on SwnEventBus of com.swn.inventory StockReserved, which it never uses',
  'ordering: is linked to PaymentTable, which it never reads',
  'payment: reads PaymentSecret, which is not linked',
]

test('an alarm on a metric that nobody writes is found and named', () => {
  const deaf = structuredClone(deployment)
  for (const alarm of deaf.alarms) if (alarm.name === 'ReconcilerGaveUp') alarm.dimensions = {}
  expect(checkUse(deaf, uses)).toEqual([
    'ReconcilerGaveUp: watches Swoon ReconcilerGaveUp of {}, which no function writes',
  ])
})

test('a permission or a link too many or too few is found and named', { timeout: patience }, async () => {
  const edited = readDeployment(await evaluate({ stage: 'production', edit }))
  expect(checkUse(edited, uses)).toEqual(expect.arrayContaining(findings))
})

test('a new call without a permission, and one that the recording misses, are found and named', () => {
  const doing = (change: Partial<Use>) =>
    checkUse(
      deployment,
      uses.map((use) => (use.name === 'inventory' ? { ...use, ...change } : use)),
    )
  expect(doing({ permissions: [{ action: 'dynamodb:Scan', on: 'ProductTable' }] })).toContain(
    'inventory: uses dynamodb:Scan on ProductTable, which it is not allowed',
  )
  expect(doing({ unreached: ['lib/product/stock.ts:7'] })).toEqual([
    'inventory: lib/product/stock.ts:7 was not reached: lead there in tests/infra/use/drive-*.ts',
  ])
})
