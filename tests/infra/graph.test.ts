import { readFileSync } from 'node:fs'
import { beforeAll, expect, test } from 'vitest'
import { startAws } from '../../local/embedded'
import { readTopology } from '../../local/topology'
import { type Deployment, readDeployment } from './deployment'
import { describeGraph } from './description'
import { evaluate, type Graph } from './graph'
import { deployedLike, inputsFrom } from './local'
import { faultsOf } from './rules'

/** Enough to prepare SST's components too, where this test is run by itself. */
const timeout = 240_000
const stage = 'production'

let production: Graph
let deployment: Deployment
beforeAll(async () => {
  production = await evaluate({ stage })
  deployment = readDeployment(production)
}, timeout)

const onlyIn = (one: string, other: string) => {
  const others = new Set(other.split('\n'))
  return [...new Set(one.split('\n'))].filter((line) => !others.has(line))
}

test('production is as it was reviewed: after a review of what changed, `npm run test:unit -- graph -u`', async () => {
  await expect(describeGraph(production)).toMatchFileSnapshot('production.txt')
})

test('another stage, without mail, differs from it in what protects data, in its name and in mail', {
  timeout,
}, async () => {
  const dev = await evaluate({ stage: 'dev', sender: '' })
  // What alarms are called and say is looked at elsewhere, and may speak of mail; log groups are called by their stage.
  const textOf = (graph: Graph) =>
    describeGraph(graph).replace(
      /^ {2}(alarmDescription: .*|name: "(\/aws\/lambda\/)?swoon-\w+-\w+")\n/gm,
      '',
    )
  expect(onlyIn(textOf(dev), textOf(production))).toEqual([
    '  protect: false',
    '  removal: "remove"',
    '  stage: "dev"',
    '  deletionProtectionEnabled: false',
    expect.stringContaining('SST_RESOURCE_App: {"name":"swoon","stage":"dev"}'),
    // Of ordering.
    '  links: ["CheckoutTable","FailureTable","OrderTable"]',
  ])
  expect(textOf(dev)).not.toMatch(/mail|ses:|WatchTable|functions\/restocked/i)
  const { roles, functions } = readDeployment(dev)
  const { role } = functions.find(({ name }) => name === 'ordering') ?? {}
  const allowed = roles.find(({ name }) => name === role)?.statements.flatMap(({ Action }) => Action)
  expect(allowed?.filter((action) => /^dynamodb:|SendMessage/.test(action))).toEqual([
    'dynamodb:UpdateItem',
    'dynamodb:UpdateItem',
    'dynamodb:UpdateItem',
  ])
})

test('it keeps every rule', () => {
  expect(faultsOf(deployment)).toEqual([])
})

test('every alarm has its line in docs/operations.md', () => {
  const table = readFileSync('docs/operations.md', 'utf8').split('| Alarm | Means | Do |')[1] ?? ''
  const told = [...table.matchAll(/^\| (`.*?`) \|/gm)].flatMap(([, names = '']) => names.match(/\w+/g) ?? [])
  expect(told.sort()).toEqual(deployment.alarms.map(({ name }) => name).sort())
})

test('npm start provisions what a deploy creates, and what it misread would be named', async () => {
  const topology = await readTopology({ stage })
  const wanted = inputsFrom(topology, production)
  expect(deployedLike(wanted, production)).toEqual(wanted)
  for (const queue of topology.queues) queue.visibilityTimeoutSeconds = 120
  const misread = inputsFrom(topology, production)
  expect(deployedLike(misread, production)).not.toEqual(misread)
})

test('under sst dev the tables, events and queues are the same', { timeout }, async () => {
  const live = await evaluate({ stage, dev: true })
  const same = /^(aws:(dynamodb|sqs|cloudwatch\/event)|aws:lambda\/eventSourceMapping)/
  const of = ({ app, resources }: Graph) =>
    describeGraph({ app, resources: resources.filter(({ type }) => same.test(type)), builds: [] })
  expect(of(live)).toBe(of(production))
})

test('no secret has a default: without values nothing is deployed', { timeout }, async () => {
  await expect(evaluate({ stage, secrets: {} })).rejects.toThrow('sst secret set')
  const made = [...readFileSync('sst.config.ts', 'utf8').matchAll(/new sst\.Secret\((.*?)\)/g)]
  expect(made.map(([, given]) => given).sort()).toEqual(deployment.secrets.map((name) => `'${name}'`).sort())
})

test('a handler that is not there stops a deploy', { timeout }, async () => {
  const edit = [['functions/reconcile.handler', 'functions/reconciler.handler']] as const
  await expect(evaluate({ stage, edit })).rejects.toThrow('Could not resolve "functions/reconciler.ts"')
})

test('sst deploy builds the site with the OpenNext that the tests build it with', () => {
  const deployed = /openNextVersion: '([^']+)'/.exec(readFileSync('sst.config.ts', 'utf8'))?.[1]
  expect(JSON.parse(readFileSync('package.json', 'utf8')).dependencies['@opennextjs/aws']).toBe(deployed)
  const installed = JSON.parse(readFileSync('node_modules/@opennextjs/aws/package.json', 'utf8'))
  expect(installed.version).toBe(deployed)
})

const byName = (a: [string, ...unknown[]], b: [string, ...unknown[]]) => (a[0] < b[0] ? -1 : 1)
const typesOf = (properties: object) => Object.entries(properties).map(([key, value]) => [key, typeof value])

test('sst-env.d.ts is what SST would write', () => {
  const resources = deployment.links.map(({ name, type, properties }): [string, string] => {
    const types = { ...Object.fromEntries(typesOf(properties)), type: `"${type}"` }
    const lines = Object.entries(types).sort(byName)
    return [name, `    "${name}": {\n${lines.map(([key, of]) => `      "${key}": ${of}\n`).join('')}    }\n`]
  })
  const text = resources.sort(byName).map(([, lines]) => lines)
  expect(readFileSync('sst-env.d.ts', 'utf8')).toContain(
    `  export interface Resource {\n${text.join('')}  }\n`,
  )
})

test('Resource shows here what it shows in a deployed function', async () => {
  const aws = await startAws()
  await aws.close()
  const shapeOf = ({ type, ...rest }: Record<string, unknown>) => [type, ...typesOf(rest).sort()]
  const local = (name: string) => shapeOf(JSON.parse(aws.env[`SST_RESOURCE_${name}`] ?? ''))
  const linked = deployment.functions.flatMap(({ links }) => Object.entries(links))
  expect(linked.length).toBeGreaterThan(0)
  for (const [name, link] of linked) expect(local(name), name).toEqual(shapeOf(link))
  for (const { name, type, properties } of deployment.links)
    expect(local(name), name).toEqual(shapeOf({ ...properties, type }))
  const app = deployment.functions[0]?.environment.variables.SST_RESOURCE_App
  expect(local('App')).toEqual(shapeOf(Object(app)))
})

const edits = [
  ["visibilityTimeout: '60 seconds'", "visibilityTimeout: '30 seconds'", /^OrderQueue: is visible again/],
  ['dlq: { queue: dlq.arn, retry: 10 },', '', /^PaymentQueue: has no dead-letter queue$/],
  ['partialResponses: true', 'partialResponses: false', /^InventoryQueue: one failed message fails/],
  ["on(orders, 'UpdateItem'),", "on(orders, '*'),", /^ordering: may dynamodb:\* on .* is a wildcard$/],
  ["'cloudfront:CreateInvalidation', ", '', /^site: may cloudfront:CreateInvalidation on \*/],
  ['if (!$dev) args.transform', 'if ($dev) args.transform', /^reconcile: .*:root.* may assume it$/],
  ["[...dlqs, { name: 'SwnEventBusDlq', queue: busDlq }]", 'dlqs', /^no alarm .* of SwnEventBusDlq$/],
  ["'AWS/Lambda Errors'", "'AWS/Lambda Duration'", /^no alarm watches Errors/],
  ['PAYMENT_SUCCESS_RATE:', 'SECRET: paymentSecret.value, PAYMENT_SUCCESS_RATE:', /^payment: the value of/],
] as const

test('an edit that breaks a rule is named', { timeout }, async () => {
  const faults = faultsOf(readDeployment(await evaluate({ stage, edit: edits })))
  for (const [, , fault] of edits) expect(faults).toContainEqual(expect.stringMatching(fault))
})
