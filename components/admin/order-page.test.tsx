import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { Checkout } from '@/lib/checkout/checkout'
import { OrderRow } from '@/lib/order/order'
import { whyOpen } from '@/lib/order/why-open'
import { stepsOf } from '@/lib/timeline/timeline'
import { OrderPage } from './order-page'

const at = '2026-11-30T08:00:00.000Z'
const key = { userName: 'guest-1', orderDate: at }
const items = [{ productId: 'cup', productName: 'Cup', price: 10, quantity: 2 }]
const contents = { ...key, items, totalPrice: 20, paymentMethod: 'card' }
const facts = {
  payment: { status: 'COMPLETED', paymentId: 'PAY-ORD-1', at },
  inventory: { status: 'RESERVED', at, lines: [] },
  history: [{ what: 'CheckoutBasket', at }],
}
const line = (service: string, message: string, more = {}) => ({
  timestamp: at,
  level: 'INFO',
  service,
  message,
  ...more,
})

/** The text of the page of an order, without its scripts. */
function pageOf(checkout: object, order: object, { isFresh = true, unread = [] as string[] } = {}) {
  const rows = {
    ...{ orderId: 'ORD-1', ...key, unreadable: [] },
    checkout: Checkout.parse({ checkoutId: 'ORD-1', ...contents, attempts: 3, ...checkout }),
    order: OrderRow.parse({ orderId: 'ORD-1', ...contents, ...order }),
  }
  const received = {
    messageId: 'm1',
    receiveCount: 2,
    eventType: 'CheckoutBasket',
    eventId: 'e1',
    durationMs: 5,
  }
  const steps = stepsOf([
    line('site', 'CheckoutBasket published', { eventId: 'e1' }),
    line('payment', 'Payment completed', received),
  ])
  const act = async () => ({ ok: true, message: '' })
  const timeline = { placedAt: Date.parse(at), steps, lines: 2, unread: unread as never[], isCut: false }
  const html = renderToStaticMarkup(
    <OrderPage {...rows} why={whyOpen(rows)} {...{ timeline, isFresh }} publish={act} refund={act} />,
  )
  return { html, text: html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ') }
}

test('the page of an order tells what happened, in a table with a course drawn without style attributes', () => {
  const { html, text } = pageOf({ settledAt: at }, facts, { unread: ['mail'] })
  expect(text).toContain('publishes CheckoutBasket')
  expect(text).toMatch(/payment receives CheckoutBasket received for the 2\. time/)
  expect(text).toContain('The lines of mail could not be read')
  expect(html).toMatch(/<svg[^>]*aria-hidden="true"/)
  expect(html).not.toContain('style=')
  expect(text).not.toContain('Why it is not settled')
})

test('a confirmed order may be refunded by who has signed in just now; any other says what stands in the way', () => {
  expect(pageOf({ settledAt: at }, facts).html).toContain('name="amount"')
  const late = pageOf({ settledAt: at }, facts, { isFresh: false })
  expect(late.text).toContain('it takes a sign-in of the last 15 minutes')
  expect(late.html).not.toContain('name="amount"')
  const open = pageOf({ open: 'OPEN#1', dueAt: at }, { ...facts, inventory: undefined })
  expect(open.text).toContain('It waits for: Inventory to say whether its stock is reserved.')
  expect(open.text).toContain('It has not settled yet')
  const shops = pageOf({ settledAt: at, cancelledAt: at, cancelledBy: 'shop' }, facts)
  expect(shops.text).toContain('The shop has cancelled it, on 2026-11-30 at 08:00:00 UTC')
  expect(shops.html).not.toContain('name="amount"')
})
