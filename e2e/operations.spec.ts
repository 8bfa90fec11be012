import { rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb'
import { EventBridgeClient, ListTargetsByRuleCommand } from '@aws-sdk/client-eventbridge'
import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs'
import { test as base, expect, request } from '@playwright/test'
import seed from '../lib/product/seed.json' with { type: 'json' }
import { freePort } from '../local/ports'
import { newVisitor, submit } from './forms'
import { test } from './shop'
import { connectionTo, newData, readEnv, startShop } from './shop-process'
import { buy, stockOf, untilSettled } from './shopper'

test('any AWS tool can look inside the running shop through its env file', async ({ shop }) => {
  const env = readEnv(shop)
  const linked = (name: string) => JSON.parse(env[`SST_RESOURCE_${name}`] ?? '{}')
  const { Item } = await new DynamoDBClient(connectionTo(shop, 'DYNAMODB')).send(
    new GetItemCommand({ TableName: linked('ProductTable').name, Key: { id: { S: 'morning-cup' } } }),
  )
  expect(Item?.name?.S).toBe('Morning Cup')

  const { Attributes } = await new SQSClient(connectionTo(shop, 'SQS')).send(
    new GetQueueAttributesCommand({ QueueUrl: linked('OrderQueue').url, AttributeNames: ['RedrivePolicy'] }),
  )
  expect(JSON.parse(Attributes?.RedrivePolicy ?? '{}')).toMatchObject({ maxReceiveCount: expect.anything() })

  const { Targets } = await new EventBridgeClient(connectionTo(shop, 'EVENTBRIDGE')).send(
    new ListTargetsByRuleCommand({ Rule: 'CheckoutBasketRule', EventBusName: linked('SwnEventBus').name }),
  )
  const queues = Targets?.map(({ Arn = '' }) => Arn.split(':').at(-1)).sort()
  expect(queues).toEqual(['InventoryQueue', 'OrderQueue', 'PaymentQueue'])
})

base(
  'an order whose shop is killed right after checkout settles when it is started again, as its operator can see',
  async () => {
    base.setTimeout(180_000)
    const data = newData()
    const settings = { PORT: String(await freePort()), SWOON_DATA: data, PAYMENT_SUCCESS_RATE: '1' }
    const first = startShop(settings)
    await first.ready
    const url = `http://localhost:${settings.PORT}`
    const shopper = await newVisitor({ request }, { url })
    await buy(shopper, { 'morning-cup': 2 })
    await first.stop('SIGKILL')

    const operatorLine = /^operator: sign in as operator, with (.+)$/
    const [password = ''] = first.printed.flatMap((line) => operatorLine.exec(line)?.[1] ?? [])
    const second = startShop({ ...settings, OPERATOR_PASSWORD: 'another one of theirs' })
    await second.ready
    expect(second.printed.filter((line) => operatorLine.test(line))).toEqual([])
    const operator = await newVisitor({ request }, { url })
    await submit(operator, '/sign-in', /Sign in/, { email: 'operator', password })
    expect(await (await operator.request.get('/account')).text()).toContain('Operator since')
    expect((await untilSettled(shopper)).status).toBe('CONFIRMED')
    const { availableStock = 0 } = seed.find(({ id }) => id === 'morning-cup') ?? {}
    expect(await stockOf(shopper, 'morning-cup')).toBe(availableStock - 2)
    expect(await second.stop()).toBe(0)
    rmSync(data, { recursive: true, force: true })
  },
)

base.describe('a start that cannot work says why in one line', () => {
  const taken = createServer()
  base.beforeAll(() => new Promise<void>((listening) => taken.listen(0, listening)))
  base.afterAll(() => void taken.close())

  for (const [name, given, expected] of [
    ['PAYMENT_SUCCESS_RATE', { PAYMENT_SUCCESS_RATE: '2' }, /PAYMENT_SUCCESS_RATE/],
    ['PORT', { PORT: 'http' }, /PORT/],
    ['SESSION_SECRET', { SESSION_SECRET: 'short' }, /SESSION_SECRET/],
    ['SWOON_DATA in a file', { SWOON_DATA: '/dev/null/data' }, /\/dev\/null\/data/],
    ['SWOON_DATA where nothing can be made', { SWOON_DATA: '/proc/swoon' }, /\/proc\/swoon/],
    ['a taken port', {}, /\d.*(taken|in use)|(taken|in use).*\d/],
  ] as [string, Record<string, string>, RegExp][])
    base(name, async () => {
      const data = newData()
      const address = taken.address()
      const port = name === 'a taken port' && typeof address === 'object' ? address?.port : await freePort()
      const shop = startShop({ PORT: String(port), SWOON_DATA: data, ...given })
      await expect(shop.ready).rejects.toThrow('ended with 1')
      const complaints = shop.printed.filter((line) => line.startsWith('swoon:'))
      expect(complaints).toEqual([expect.stringMatching(expected)])
      expect(shop.printed.join('\n')).not.toContain('    at ')
      rmSync(data, { recursive: true, force: true })
    })
})
