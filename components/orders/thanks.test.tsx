import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import type { OrderJson, OrderStatus } from '@/lib/order/order'
import { statusWords } from './order-words'
import { Thanks } from './thanks'

const orderDate = '2026-11-29T10:00:00.000Z'
const orderId = 'ORD-01KB8Z3Y8V7W6T5S4R3Q2P1N0M'

function shown(status: OrderStatus, settled: boolean) {
  const items = [{ productId: 'cup', productName: 'Cup', price: 10, quantity: 2 }]
  const order = { userName: 'ada', orderId, orderDate, items, totalPrice: 20, history: [], status, settled }
  const buyAgain = async () => ({ ok: true, message: '' })
  return renderToStaticMarkup(<Thanks order={order satisfies OrderJson} pictures={{}} buyAgain={buyAgain} />)
}

const glad: OrderStatus[] = ['PLACED', 'PROCESSING', 'CONFIRMED']

test.each(
  Object.keys(statusWords) as OrderStatus[],
)('an order that is %s is thanked for where there is reason to be glad', (status) => {
  const page = shown(status, status !== 'PLACED' && status !== 'PROCESSING')
  const isGlad = glad.includes(status)
  expect(page.includes('Thank ')).toBe(isGlad)
  expect(page.includes('hearts')).toBe(isGlad)
  expect(page).toContain(orderId)
  expect(page).toContain('$20.00')
  expect(page).toContain(statusWords[status].landing.next)
})

test('the way on from a declined payment comes before all others, once its stock is back', () => {
  const retry = 'Try another payment method'
  const declined = shown('PAYMENT_FAILED', true)
  expect(declined.indexOf(retry)).toBeGreaterThan(0)
  for (const other of ['Buy again', 'Order details'])
    expect(declined.indexOf(retry)).toBeLessThan(declined.indexOf(other))
  for (const page of [shown('PAYMENT_FAILED', false), shown('CONFIRMED', true)])
    expect(page).not.toContain(retry)
})
