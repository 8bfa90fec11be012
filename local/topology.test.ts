import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { readTopology, type Topology } from './topology'
import { referTo } from './topology/references'

/** Every row of the design's table of events: who publishes, and who listens. */
const listeners = {
  'com.swn.basket.checkoutbasket CheckoutBasket': ['InventoryQueue', 'OrderQueue', 'PaymentQueue'],
  'com.swn.payment PaymentCompleted': ['OrderQueue'],
  'com.swn.payment PaymentFailed': ['InventoryQueue', 'OrderQueue'],
  'com.swn.payment PaymentRefunded': ['OrderQueue'],
  'com.swn.inventory StockReserved': ['OrderQueue'],
  'com.swn.inventory StockRejected': ['OrderQueue', 'PaymentQueue'],
  'com.swn.inventory StockReleased': ['OrderQueue'],
}

const targetsOf = ({ targets }: Topology, rule: string) =>
  targets.filter((target) => target.rule === referTo(rule, 'name'))

test('each event has one rule, and its listeners as targets', async () => {
  const topology = await readTopology()
  const found = topology.rules.map(({ name, pattern }) => {
    const { source, 'detail-type': types } = JSON.parse(pattern)
    return [
      `${source.join()} ${types.join()}`,
      targetsOf(topology, name)
        .map(({ id }) => id)
        .sort(),
    ]
  })
  expect(Object.fromEntries(found)).toEqual(listeners)
})

test('every target goes to the queue it is named after, is retried, and has a dead-letter queue', async () => {
  const { targets } = await readTopology()
  for (const { id, arn, deadLetterArn, retry } of targets) {
    expect(arn).toBe(referTo(id, 'arn'))
    expect(deadLetterArn).toBe(referTo('SwnEventBusDlq', 'arn'))
    expect(retry?.maximumRetryAttempts).toBeGreaterThan(0)
  }
})

test('a queue lets in exactly the rules that target it', async () => {
  const topology = await readTopology()
  for (const { name, policy } of topology.queuePolicies) {
    const queue = name.replace('Policy', '')
    const [statement] = JSON.parse(policy).Statement
    const allowed = statement.Condition.ArnEquals['aws:SourceArn']
    const targeting = topology.rules.filter(
      (rule) => queue === 'SwnEventBusDlq' || targetsOf(topology, rule.name).some(({ id }) => id === queue),
    )
    expect(allowed.sort()).toEqual(targeting.map((rule) => referTo(rule.name, 'arn')).sort())
    expect(statement.Resource).toBe(referTo(queue, 'arn'))
  }
  expect(topology.queuePolicies).toHaveLength(4)
})

test('tables have the keys and indexes of the design', async () => {
  const { tables } = await readTopology()
  const keys = tables.map(({ name, hashKey, rangeKey, indexes, ttl }) => ({
    [name]: [
      [hashKey, rangeKey].filter(Boolean).join(' '),
      ...indexes.map((index) => `${index.name} ${index.hashKey} ${index.rangeKey}`),
      ...(ttl ? [`ttl ${ttl}`] : []),
    ],
  }))
  expect(Object.assign({}, ...keys)).toEqual({
    ProductTable: ['id', 'byCategory category name'],
    BasketTable: ['userName', 'ttl expiresAt'],
    OrderTable: ['userName orderDate', 'byDay orderDay orderDate'],
    PaymentTable: ['paymentId', 'byUser userName processedAt'],
    CheckoutTable: ['checkoutId', 'byOpen open dueAt', 'ttl expiresAt'],
    ReservationTable: ['orderId'],
    AccountTable: ['userName'],
  })
})

test('the stock is in no index, so that a sale writes one partition', async () => {
  const { tables } = await readTopology()
  for (const { projection } of tables.find(({ name }) => name === 'ProductTable')?.indexes ?? [])
    expect(projection).not.toContain('availableStock')
})

test('a queue outwaits six time-outs of its function, gives up after five receives, and reports partial failures', async () => {
  const { queues, functions } = await readTopology()
  const polled = functions.flatMap((fn) => ('queue' in fn.trigger ? [{ fn, trigger: fn.trigger }] : []))
  expect(polled.map(({ fn }) => fn.name)).toEqual(['ordering', 'inventory', 'payment'])
  for (const { fn, trigger } of polled) {
    const queue = queues.find(({ name }) => name === trigger.queue)
    expect(queue?.visibilityTimeoutSeconds).toBeGreaterThanOrEqual(6 * fn.timeoutSeconds)
    expect(queue?.deadLetters).toEqual({ arn: referTo(`${trigger.queue}Dlq`, 'arn'), maxReceiveCount: 5 })
    expect(trigger.partialResponses).toBe(true)
  }
  for (const { messageRetentionSeconds } of queues.filter(({ name }) => name.endsWith('Dlq')))
    expect(messageRetentionSeconds).toBe(14 * 24 * 3600)
})

test('sst-env.d.ts says what the links say', async () => {
  const { links } = await readTopology()
  const wanted = links
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, properties }) => {
      const lines = Object.entries(properties)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, value]) => `      "${key}": ${key === 'type' ? `"${value}"` : 'string'}\n`)
      return `    "${name}": {\n${lines.join('')}    }\n`
    })
  expect(await readFile('sst-env.d.ts', 'utf8')).toContain(`Resource {\n${wanted.join('')}  }\n}`)
})

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
