import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { writeDotenv } from '../../local/data-folder'
import { startAws } from '../../local/embedded'
import { readTopology, type Topology } from '../../local/topology'
import { checkLocal } from './checks/local'
import { type Deployment, deploy } from './deployment'
import { replacing } from './edits'
import { scratchProject } from './scratch-project'
import { resourceInterface } from './sst-env'

let deployment: Deployment
beforeAll(async () => {
  deployment = await deploy({ stage: 'local' })
}, 240_000)

test('npm start provisions what a deploy creates', async () => {
  expect(checkLocal(await readTopology(), deployment)).toEqual([])
})

test('sst-env.d.ts is what SST would write', () => {
  expect(readFileSync('sst-env.d.ts', 'utf8')).toContain(resourceInterface(deployment.links))
})

const shapeOf = (value: object) =>
  Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, key === 'type' ? inner : typeof inner]),
  )

test('the SST_RESOURCE_* of .local/env have the shape of the links that a deploy makes', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'swoon-env-'))
  const aws = await startAws()
  try {
    writeDotenv(path.join(folder, 'env'), aws.env)
    const text = readFileSync(path.join(folder, 'env'), 'utf8')
    const found = [...text.matchAll(/^SST_RESOURCE_(\w+)='(.*)'$/gm)].map(([, name = '', json = '']) => [
      name,
      shapeOf(JSON.parse(json)),
    ])
    const wanted = deployment.links.map(({ name, type, properties }) => [
      name,
      shapeOf({ ...properties, type }),
    ])
    const app = JSON.parse(deployment.functions[0]?.environment.SST_RESOURCE_App ?? '')
    expect(Object.fromEntries(found)).toEqual({
      ...Object.fromEntries(wanted),
      App: shapeOf(app),
    })
  } finally {
    await aws.close()
    rmSync(folder, { recursive: true })
  }
})

test('a deployed function sees its links as the local one does', () => {
  const shapes = new Map(
    deployment.links.map(({ name, type, properties }) => [name, shapeOf({ ...properties, type })]),
  )
  const linked = deployment.functions.flatMap(({ links }) => Object.entries(links))
  expect(linked.length).toBeGreaterThan(0)
  for (const [name, properties] of linked) expect(shapeOf(properties), name).toEqual(shapes.get(name))
})

test('a topology that the stand-ins misread is found and named', { timeout: 240_000 }, async () => {
  const run = 'async run() {'
  const edit = replacing(
    run,
    `${run} $transform(sst.aws.Queue, (args) => { args.visibilityTimeout = '2 minutes' })`,
  )
  const { folder, remove } = scratchProject(process.cwd(), tmpdir(), edit)
  try {
    const topology = await readTopology({ root: folder })
    const misread = checkLocal(topology, await deploy({ stage: 'local', edit }))
    expect(misread).toContain('locally, OrderQueue: visibility timeout seconds: 60 instead of 120')
  } finally {
    remove()
  }
})

type Harm = (topology: Topology) => void
const first = <T extends object>(list: T[], change: Partial<T>) => Object.assign(list[0] ?? {}, change)

test.each<[string, Harm, string]>([
  [
    'a table',
    ({ tables }) => first(tables, { hashKey: 'name' }),
    'locally, ProductTable: keys: name instead of id',
  ],
  [
    'a rule',
    ({ rules }) => first(rules, { pattern: '{}' }),
    'locally, CheckoutBasketRule: pattern: {} instead of {"source":["com.swn.basket.checkoutbasket"],"detail-type":["CheckoutBasket"]}',
  ],
  [
    'a target',
    (topology) => topology.targets.shift(),
    'locally, targets: CheckoutBasketToOrderQueue: is missing',
  ],
  [
    'a function',
    ({ functions }) => first(functions, { timeoutSeconds: 3 }),
    'locally, ordering: timeout seconds: 3 instead of 10',
  ],
  [
    'an environment',
    ({ functions }) => first(functions, { environment: { MODE: 'x' } }),
    'locally, ordering: environment: {"MODE":"x"} instead of ',
  ],
  [
    'links',
    ({ sites }) => first(sites, { links: [] }),
    'locally, Site: links: none instead of BasketTable, CheckoutTable, OrderTable, ProductTable, SessionSecret, SwnEventBus',
  ],
])('%s that is read otherwise is found and named', async (_, harm, finding) => {
  const topology = await readTopology()
  harm(topology)
  expect(checkLocal(topology, deployment)).toContainEqual(expect.stringContaining(finding))
})
