import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { writeDotenv } from '../../local/data-folder'
import { startAws } from '../../local/embedded'
import { readTopology } from '../../local/topology'
import { type Deployment, deploy } from './deployment'
import { replacing } from './edits'
import { asDeployed, comparable, inOrder } from './local'
import { scratchProject } from './scratch-project'
import { resourceInterface } from './sst-env'

let deployment: Deployment
beforeAll(async () => {
  deployment = await deploy({ stage: 'local' })
}, 240_000)

test('npm start provisions what a deploy creates', async () => {
  expect(inOrder(asDeployed(await readTopology()))).toEqual(inOrder(comparable(deployment)))
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
    const deployed = inOrder(comparable(await deploy({ stage: 'local', edit })))
    const local = inOrder(asDeployed(topology))
    expect(local).not.toEqual(deployed)
    expect(local).toEqual({ ...deployed, queues: expect.anything() })
  } finally {
    remove()
  }
})
