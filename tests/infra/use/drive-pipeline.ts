import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge'
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs'
import * as z from 'zod'
import { type Detail, type EventType, events } from '../../../lib/events'
import { paymentIdOf } from '../../../lib/ids'
import type { Product } from '../../../lib/product/product'
import { configFor } from '../../../local/connection'
import type { Aws } from '../../../local/embedded'
import { purchaseOf } from '../../purchases'

/** One round of everything that can come over the bus, in the order in which it goes well and in others. */
export async function drivePipeline({ connection, topology, known }: Aws, product: Product) {
  const eventBridge = new EventBridgeClient(configFor(connection, 'eventbridge'))
  const sqs = new SQSClient(configFor(connection, 'sqs'))

  const entry = <T extends EventType>(type: T, detail: Detail<T>) => ({
    EventBusName: topology.buses[0]?.name,
    Source: events[type].source,
    DetailType: type,
    Detail: JSON.stringify(z.encode<z.ZodType>(events[type].detail, detail)),
  })
  const publish = async (...Entries: ReturnType<typeof entry>[]) =>
    eventBridge.send(new PutEventsCommand({ Entries }))
  const failedPayment = ({ userName, orderId, orderDate, totalPrice }: Detail<'CheckoutBasket'>) => ({
    ...{ userName, orderId, orderDate, paymentId: paymentIdOf(orderId), amount: totalPrice },
    failureReason: 'card_declined',
  })

  const [good, late, cancelled, refused] = Array.from({ length: 4 }, () => purchaseOf([product, 1]))
  const tooMany = purchaseOf([product, product.availableStock + 1])
  if (!good || !late || !cancelled || !refused) throw new Error('no purchase')
  const shortages = [{ productId: product.id, requested: 1, available: 0 }]
  await publish(
    entry('CheckoutBasket', good),
    entry('CheckoutBasket', tooMany),
    entry('PaymentFailed', failedPayment(late)),
    entry('PaymentRefunded', failedPayment(late)),
    entry('CheckoutBasket', refused),
    entry('StockRejected', { ...cancelled, shortages }),
  )
  await publish(
    entry('CheckoutBasket', late),
    entry('CheckoutBasket', cancelled),
    // It may have been charged by now.
    entry('StockRejected', { ...refused, shortages }),
    // In one batch both find the stock held, and one of them is refused.
    entry('PaymentFailed', failedPayment(good)),
    entry('PaymentFailed', failedPayment(good)),
  )
  for (const { trigger } of topology.functions)
    if ('queue' in trigger)
      await sqs.send(
        new SendMessageCommand({ QueueUrl: known.get(`${trigger.queue}.url`), MessageBody: 'no event' }),
      )
  eventBridge.destroy()
  sqs.destroy()
}
