import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { readDeployment } from './deployment'
import { describeGraph } from './description'
import { all, replacing } from './edits'
import { evaluate, type Graph } from './graph'
import { faultsOf } from './rules'

/** Enough to prepare SST's components too, where this test is run by itself. */
const patience = 240_000

let production: Graph
beforeAll(async () => {
  production = await evaluate({ stage: 'production' })
}, patience)

const linesOf = (text: string) => new Set(text.split('\n'))
const onlyIn = (one: string, other: string) => {
  const others = linesOf(other)
  return [...linesOf(one)].filter((line) => !others.has(line))
}

test('production is as it was reviewed: after a review of what changed, `npm run test:unit -- graph -u`', async () => {
  await expect(describeGraph(production)).toMatchFileSnapshot('production.txt')
})

test('another stage differs from it in what protects data, and in its name', {
  timeout: patience,
}, async () => {
  const dev = await evaluate({ stage: 'dev' })
  expect(onlyIn(describeGraph(dev), describeGraph(production))).toEqual([
    '  protect: false',
    '  removal: "remove"',
    '  stage: "dev"',
    '  deletionProtectionEnabled: false',
    expect.stringContaining('SST_RESOURCE_App: {"name":"swoon","stage":"dev"}'),
  ])
  expect(faultsOf(readDeployment(dev))).toEqual([])
})

test('it keeps every rule', () => {
  expect(faultsOf(readDeployment(production))).toEqual([])
})

test('every alarm has its line in docs/operations.md', () => {
  const table = readFileSync('docs/operations.md', 'utf8').split('| Alarm | Means | Do |')[1] ?? ''
  const told = [...table.matchAll(/^\| (`.*?`) \|/gm)].flatMap(([, names = '']) => names.match(/\w+/g) ?? [])
  expect(told.sort()).toEqual(
    readDeployment(production)
      .alarms.map(({ name }) => name)
      .sort(),
  )
})

test('under sst dev the tables, events and queues are the same', { timeout: patience }, async () => {
  const live = readDeployment(await evaluate({ stage: 'production', dev: true }))
  const { tables, queues, queuePolicies, buses, rules, targets } = readDeployment(production)
  expect(live).toMatchObject({ tables, queues, queuePolicies, buses, rules, targets })
  expect(live.mappings).toHaveLength(3)
})

test.each(['SessionSecret', 'PaymentSecret'])('%s has no default: without a value nothing is deployed', {
  timeout: patience,
}, async (missing) => {
  const names = ['SessionSecret', 'PaymentSecret'].filter((name) => name !== missing)
  const secrets = Object.fromEntries(names.map((name) => [name, 'set']))
  await expect(evaluate({ stage: 'production', secrets })).rejects.toThrow(`sst secret set ${missing}`)
})

test('a handler that is not there stops a deploy', { timeout: patience }, async () => {
  const edit = replacing('functions/reconcile.handler', 'functions/reconciler.handler')
  await expect(evaluate({ stage: 'production', edit })).rejects.toThrow(
    'Could not resolve "functions/reconciler.ts"',
  )
})

describe('what is edited so', () => {
  const orderPermissions = "permissions: [on(orders, 'UpdateItem')"
  const faults = [
    ["visibilityTimeout: '60 seconds'", "visibilityTimeout: '30 seconds'", /^OrderQueue: is visible again/],
    ['dlq: { queue: dlq.arn, retry: 10 },', '', /^PaymentQueue: has no dead-letter queue$/],
    ['partialResponses: true', 'partialResponses: false', /^InventoryQueue: one failed message fails/],
    [orderPermissions, "permissions: [on(orders, '*')", /^ordering: may dynamodb:\* on .* is a wildcard$/],
    ["'cloudfront:CreateInvalidation', ", '', /^SiteServer\w+: may cloudfront:CreateInvalidation on \*/],
    ['if (!$dev) args.transform', 'if ($dev) args.transform', /^reconcile: .*:root.* may assume it$/],
    ['deadLetterConfig: { arn: busDlq.arn },', '', /which is lost when it fails$/],
    ["[...dlqs, { name: 'SwnEventBusDlq', queue: busDlq }]", 'dlqs', /^no alarm .* of SwnEventBusDlq$/],
    [
      "onFunction(functionName, 'Errors')",
      "onFunction(functionName, 'Duration')",
      /^no alarm watches Errors/,
    ],
    ['PAYMENT_SUCCESS_RATE:', 'SECRET: paymentSecret.value, PAYMENT_SUCCESS_RATE:', /^payment: the value of/],
  ] as const
  const changes = [
    ["hashKey: 'userName', rangeKey: 'orderDate'", "hashKey: 'userName', rangeKey: 'orderDay'"],
    ["treatMissingData: 'breaching'", "treatMissingData: 'ignore'"],
    ["$app.stage === 'production'", 'false'],
    ['maximumConcurrency: 50', 'maximumConcurrency: 5'],
  ] as const

  let edited: Graph
  beforeAll(async () => {
    const edit = all(...[...faults, ...changes].map(([from, to]) => replacing(from, to)))
    edited = await evaluate({ stage: 'production', edit })
  }, patience)

  test.each(faults)('%s, to %j, breaks a rule, which is named', (_, __, fault) => {
    expect(faultsOf(readDeployment(edited))).toContainEqual(expect.stringMatching(fault))
  })

  test('is in what has to be reviewed', () => {
    const found = onlyIn(describeGraph(edited), describeGraph(production))
    for (const line of [
      '  rangeKey: "orderDay"',
      '  treatMissingData: "ignore"',
      '  deletionProtectionEnabled: false',
      '  scalingConfig: {"maximumConcurrency":5}',
    ])
      expect(found).toContain(line)
  })
})
