import * as z from 'zod'
import { type Detail, type EventType, events } from '../../../lib/events'
import { paymentIdOf } from '../../../lib/ids'
import type { Product } from '../../../lib/product/product'
import type { Aws } from '../../../local/embedded'
import { purchaseOf } from '../../purchases'
import { envelopeOf, sqsRecord } from '../../sqs-records'

const message = <T extends EventType>(type: T, detail: Detail<T>) => ({
  type,
  body: envelopeOf(type, z.encode<z.ZodType>(events[type].detail, detail)),
})

/** One round of everything that can come over the bus, in the order in which it goes well and in others. */
export async function drivePipeline(
  { topology, known }: Aws,
  product: Product,
  invoke: (name: string, event: unknown) => Promise<unknown> | undefined,
) {
  /** One batch for each function that listens, with a message that is none. */
  const deliver = (...messages: ReturnType<typeof message>[]) =>
    Promise.allSettled(
      topology.functions.map(async ({ name, trigger }) => {
        if (!('queue' in trigger)) return
        const eventSourceARN = known.get(`${trigger.queue}.arn`)
        const heard = messages.filter(({ type }) =>
          topology.targets.some((target) => target.name === `${type}To${trigger.queue}`),
        )
        const bodies = [...heard.map(({ body }) => body), 'no event']
        await invoke(name, { Records: bodies.map((body) => sqsRecord(body, { eventSourceARN })) })
      }),
    )
  const paymentOf = ({ userName, orderId, orderDate, totalPrice }: Detail<'CheckoutBasket'>) => ({
    ...{ userName, orderId, orderDate, paymentId: paymentIdOf(orderId), amount: totalPrice },
    failureReason: 'card_declined',
  })
  const purchase = () => purchaseOf([product, 1])
  const [good, late, cancelled, refused] = [purchase(), purchase(), purchase(), purchase()]
  const shortages = [{ productId: product.id, requested: 1, available: 0 }]
  await deliver(
    message('CheckoutBasket', good),
    message('CheckoutBasket', purchaseOf([product, product.availableStock + 1])),
    message('StockReserved', good),
    message('PaymentFailed', paymentOf(late)),
    message('PaymentRefunded', paymentOf(late)),
    message('CheckoutBasket', refused),
    message('StockRejected', { ...cancelled, shortages }),
  )
  await deliver(
    message('CheckoutBasket', late),
    message('CheckoutBasket', cancelled),
    // It may have been charged by now.
    message('StockRejected', { ...refused, shortages }),
    // In one batch both find the stock held, and one of them is refused.
    message('PaymentFailed', paymentOf(good)),
    message('PaymentFailed', paymentOf(good)),
    // It settles so, without a checkout.
    message('StockReleased', good),
  )
}
