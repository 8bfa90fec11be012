import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { StockNote } from './stock-note'

test.each([
  [0, 0, 'Sold out'],
  [0, 2, 'Sold out'],
  [3, 0, 'Only 3 left'],
  [3, 2, 'Only 3 left, 2 of them in your cart'],
  [1, 2, 'Only 1 left, you have 2 in your cart'],
  [40, 0, '40 in stock'],
  [40, 1, '40 in stock, 1 of them in your cart'],
])('of %i, %i in the cart: %s', (availableStock, held, said) => {
  const html = renderToStaticMarkup(StockNote({ availableStock, reorderLevel: 5, held }))
  expect(html).toContain(`>${said}</p>`)
})
