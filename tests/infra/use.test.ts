import { beforeAll, expect, test } from 'vitest'
import { type Deployment, deploy } from './deployment'
import { all, replacing } from './edits'
import { checkUse } from './use/check'
import { recordUse, type Use } from './use/record'

const patience = 240_000

let deployment: Deployment
let uses: Use[]
beforeAll(async () => {
  deployment = await deploy({ stage: 'production' })
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

const speaksForInventory = replacing("publish('com.swn.payment')", "publish('com.swn.inventory')")

const faults = [
  {
    edit: replacing(
      "permissions: [on(orders, 'UpdateItem')",
      "permissions: [on(orders, 'UpdateItem', 'GetItem')",
    ),
    finding: 'ordering: is allowed dynamodb:GetItem on OrderTable, which it never uses',
  },
  {
    edit: replacing("on(payments, 'PutItem', 'UpdateItem')", "on(payments, 'PutItem')"),
    finding: 'payment: uses dynamodb:UpdateItem on PaymentTable, which it is not allowed',
  },
  {
    edit: replacing("on(products, 'GetItem', 'BatchGetItem')", "on(products, 'GetItem')"),
    finding: 'site: uses dynamodb:BatchGetItem on ProductTable, which it is not allowed',
  },
  {
    edit: speaksForInventory,
    finding:
      'payment: uses events:PutEvents on SwnEventBus of com.swn.payment PaymentRefunded, which it is not allowed',
  },
  {
    edit: speaksForInventory,
    finding:
      'payment: is allowed events:PutEvents on SwnEventBus of com.swn.inventory StockReserved, which it never uses',
  },
  {
    edit: replacing('link: [orders, checkouts]', 'link: [orders, checkouts, payments]'),
    finding: 'ordering: is linked to PaymentTable, which it never reads',
  },
  {
    edit: replacing('link: [payments, bus, paymentSecret]', 'link: [payments, bus]'),
    finding: 'payment: reads PaymentSecret, which is not linked',
  },
]

test('an alarm on a metric that nobody writes is found and named', () => {
  const deaf = structuredClone(deployment)
  for (const alarm of deaf.alarms) if (alarm.name === 'ReconcilerGaveUp') alarm.dimensions = {}
  expect(checkUse(deaf, uses)).toEqual([
    'ReconcilerGaveUp: watches Swoon ReconcilerGaveUp of {}, which no function writes',
  ])
})

test('a permission or a link too many or too few is found and named', { timeout: patience }, async () => {
  const edit = all(...new Set(faults.map(({ edit }) => edit)))
  const findings = checkUse(await deploy({ stage: 'production', edit }), uses)
  for (const { finding } of faults) expect(findings).toContain(finding)
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
