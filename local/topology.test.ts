import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { readTopology } from './topology'
import { referTo } from './topology/references'

const folders: string[] = []
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true })
})

async function topologyOf(run: string) {
  const root = await mkdtemp(path.join('node_modules', '.topology-'))
  folders.push(root)
  const config = `export default $config({ app: () => ({ name: 'x' }), async run() { ${run} } })`
  await writeFile(path.join(root, 'sst.config.ts'), config)
  return readTopology({ root: path.resolve(root) })
}

test.each([
  ["new sst.aws.Bucket('B')", 'sst.aws.Bucket'],
  ["new sst.aws.Queue('Q', { fifo: true })", 'fifo'],
  ["new sst.aws.Queue('Q', { visibilityTimeout: 'a while' })", 'sst.aws.Queue Q visibilityTimeout'],
  ["new sst.aws.Queue('Q').nodes.policy", 'sst.aws.Queue Q.nodes.policy'],
  ["new sst.aws.Queue('Q'); new sst.aws.Bus('q')", 'not unique'],
  ["new sst.aws.Function('F', { handler: 'a.b' })", 'has no trigger'],
  ["new aws.s3.Bucket('B')", 'aws.s3'],
  ['$resolve([]).apply(() => {})', '$resolve is not defined'],
  ['$app.removal', '$app.removal'],
])('%s is an error that names what is not known', async (run, named) => {
  await expect(topologyOf(run)).rejects.toThrow(named)
})

test('a domain for the site changes nothing here', async () => {
  const [plain, named] = await Promise.all([
    topologyOf("new sst.aws.Nextjs('Site')"),
    topologyOf("new sst.aws.Nextjs('Site', { domain: 'shop.example.com' })"),
  ])
  expect(named).toEqual(plain)
})

test('a link shows what Linkable.wrap says', async () => {
  const { links } = await topologyOf(
    "sst.Linkable.wrap(sst.aws.Queue, (queue) => ({ properties: { address: queue.arn } })); new sst.aws.Queue('Q')",
  )
  expect(links).toEqual([{ name: 'Q', properties: { address: referTo('Q', 'arn'), type: 'sst.aws.Queue' } }])
})
