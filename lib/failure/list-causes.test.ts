import { PutCommand } from '@aws-sdk/lib-dynamodb'
import { Resource } from 'sst'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { embeddedAws, stock } from '../../tests/embedded-aws'
import { purchaseOf } from '../../tests/purchases'
import { dynamo } from '../aws/dynamo'
import { Malformed } from '../aws/message'
import { Checkout } from '../checkout/checkout'
import { listCauses } from './list-causes'
import { noteFailure } from './note-failure'

embeddedAws()

test('causes tell the orders and the money they touch, and which of them have settled since', async () => {
  const cup = await stock({ price: 34.5 })
  const [open, settled, before] = [purchaseOf([cup, 1]), purchaseOf([cup, 2]), purchaseOf([cup, 1])]
  const at = (minute: number) => new Date(Date.UTC(2026, 10, 30, 3, minute))
  const put = ({ orderId, ...purchase }: typeof open, more: object) =>
    dynamo.send(
      new PutCommand({
        TableName: Resource.CheckoutTable.name,
        Item: z.encode(
          Checkout,
          Checkout.parse({
            ...{
              ...purchase,
              totalPrice: purchase.totalPrice / 100,
              checkoutId: orderId,
              attempts: 0,
              ...more,
            },
            items: purchase.items.map((line) => ({ ...line, price: line.price / 100 })),
          }),
        ),
      }),
    )
  await put(open, { open: 'OPEN#1' })
  await put(settled, { settledAt: at(9).toISOString() })
  await put(before, { settledAt: at(0).toISOString() })
  const fail = (orderId: string, eventId: string, error: unknown, minute: number) =>
    noteFailure(
      { queue: 'PaymentQueue', messageId: `of-${eventId}`, ids: { orderId, eventId }, error },
      at(minute),
    )
  const malformed = (line: number) => new Malformed('…', [`items[${line}].price`])
  await fail(open.orderId, 'e-1', malformed(0), 1)
  await fail(open.orderId, 'e-1', malformed(0), 2)
  await fail(settled.orderId, 'e-2', malformed(4), 3)
  await fail(before.orderId, 'e-3', new RangeError('…'), 4)
  await fail('ORD-OF-NOBODY', 'e-4', new RangeError('…'), 5)

  const causes = await listCauses(['PaymentQueue', 'OrderQueue'])
  expect(causes).toMatchObject([
    { cause: { error: 'RangeError' }, count: 2, over: 0, money: 3450, last: at(5).toISOString() },
    {
      cause: { error: 'Malformed', field: 'items[].price', service: 'PaymentQueue' },
      ...{ count: 3, over: 1, money: 3 * 3450, first: at(1).toISOString(), last: at(3).toISOString() },
      orderIds: [settled.orderId, open.orderId],
    },
  ])
})
