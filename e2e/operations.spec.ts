import { readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb'
import { EventBridgeClient, ListTargetsByRuleCommand } from '@aws-sdk/client-eventbridge'
import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs'
import { test as base, expect, request } from '@playwright/test'
import { freePort, newData, startShop, test } from './shop'
import { readEnv } from './tables'

test('any AWS tool can look inside the running shop through its env file', async ({ shop }) => {
  const env = readEnv(shop.data)
  const at = (service: string) => ({
    endpoint: env[`AWS_ENDPOINT_URL_${service}`] ?? '',
    region: env.AWS_REGION ?? '',
    credentials: {
      accessKeyId: env.AWS_ACCESS_KEY_ID ?? '',
      secretAccessKey: env.AWS_SECRET_ACCESS_KEY ?? '',
    },
  })
  const linked = (name: string) => JSON.parse(env[`SST_RESOURCE_${name}`] ?? '{}')

  const { Item } = await new DynamoDBClient(at('DYNAMODB')).send(
    new GetItemCommand({ TableName: linked('ProductTable').name, Key: { id: { S: 'morning-cup' } } }),
  )
  expect(Item?.name?.S).toBe('Morning Cup')

  const { Attributes } = await new SQSClient(at('SQS')).send(
    new GetQueueAttributesCommand({ QueueUrl: linked('OrderQueue').url, AttributeNames: ['RedrivePolicy'] }),
  )
  expect(JSON.parse(Attributes?.RedrivePolicy ?? '{}')).toMatchObject({ maxReceiveCount: expect.anything() })

  const { Targets } = await new EventBridgeClient(at('EVENTBRIDGE')).send(
    new ListTargetsByRuleCommand({ Rule: 'CheckoutBasketRule', EventBusName: linked('SwnEventBus').name }),
  )
  const queues = Targets?.map(({ Arn = '' }) => Arn.split(':').at(-1)).sort()
  expect(queues).toEqual(['InventoryQueue', 'OrderQueue', 'PaymentQueue'])
})

base(
  'an order whose shop is killed right after checkout settles when the shop is started again',
  async () => {
    base.setTimeout(180_000)
    const data = newData()
    const settings = { PORT: String(await freePort()), SWOON_DATA: data, PAYMENT_SUCCESS_RATE: '1' }
    const first = startShop(settings)
    await first.ready
    const shopper = await request.newContext({ baseURL: `http://localhost:${settings.PORT}` })
    await shopper.put('/api/basket', { data: { items: [{ productId: 'morning-cup', quantity: 2 }] } })
    const placed = await shopper.post('/basket/checkout')
    await first.stop('SIGKILL')
    expect(placed.status()).toBe(200)
    const { orderId } = await placed.json()

    const second = startShop(settings)
    await second.ready
    const orderNow = async () => (await shopper.get(`/api/orders/${orderId}`)).json()
    await expect.poll(async () => (await orderNow()).status).toBe('CONFIRMED')
    expect((await (await shopper.get('/api/products/morning-cup')).json()).availableStock).toBe(
      await stockInSeed('morning-cup', -2),
    )
    expect(await second.stop()).toBe(0)
    rmSync(data, { recursive: true, force: true })
  },
)

async function stockInSeed(id: string, change: number) {
  const seed: { id: string; availableStock: number }[] = JSON.parse(
    readFileSync('lib/product/seed.json', 'utf8'),
  )
  return (seed.find((product) => product.id === id)?.availableStock ?? 0) + change
}

base.describe('a start that cannot work says why in one line', () => {
  const refusals: [string, Record<string, string>, RegExp][] = [
    ['PAYMENT_SUCCESS_RATE', { PAYMENT_SUCCESS_RATE: '2' }, /^swoon: .*PAYMENT_SUCCESS_RATE/],
    ['PORT', { PORT: 'http' }, /^swoon: .*PORT/],
    ['SESSION_SECRET', { SESSION_SECRET: 'short' }, /^swoon: .*SESSION_SECRET/],
    ['SWOON_DATA in a file', { SWOON_DATA: '/dev/null/data' }, /^swoon: .*\/dev\/null\/data/],
    ['SWOON_DATA where nothing can be made', { SWOON_DATA: '/proc/swoon' }, /^swoon: .*\/proc\/swoon/],
  ]
  for (const [name, given, expected] of refusals) {
    base(name, async () => {
      const data = newData()
      const shop = startShop({ PORT: String(await freePort()), SWOON_DATA: data, ...given })
      await expect(shop.ready).rejects.toThrow('ended with 1')
      const complaints = shop.printed.filter((line) => line.startsWith('swoon:'))
      expect(complaints).toHaveLength(1)
      expect(complaints[0]).toMatch(expected)
      expect(shop.printed.join('\n')).not.toContain('    at ')
      rmSync(data, { recursive: true, force: true })
    })
  }

  base('a taken port', async () => {
    const data = newData()
    const taken = createServer()
    const port = await new Promise<number>((resolve) => {
      taken.listen(0, () => {
        const address = taken.address()
        resolve(typeof address === 'object' && address ? address.port : 0)
      })
    })
    const shop = startShop({ PORT: String(port), SWOON_DATA: data })
    await expect(shop.ready).rejects.toThrow(`${port}`)
    expect(shop.printed.at(-1)).toMatch(/^swoon: .*taken|in use/)
    taken.close()
    rmSync(data, { recursive: true, force: true })
  })
})
