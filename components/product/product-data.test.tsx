import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { Product } from '@/lib/product/product'
import { ProductData } from './product-data'

const product = Product.parse({
  id: 'x',
  name: '</script><script>alert(1)</script>',
  description: '<!-- "quoted" & \\ escaped',
  price: 1299.5,
  category: 'Desk',
  availableStock: 0,
})

test('no name ends the script early, and the data reads back as it was', () => {
  const html = renderToStaticMarkup(ProductData({ product, site: new URL('https://swoon.example') }))
  expect(html.match(/<\/?script/g)).toHaveLength(2)
  expect(html).not.toContain('<!--')
  const data = JSON.parse(html.replace(/^<script[^>]*>|<\/script>$/g, ''))
  expect(data).toMatchObject({
    url: 'https://swoon.example/products/x',
    name: product.name,
    description: product.description,
    offers: { price: '1299.50', availability: 'https://schema.org/OutOfStock' },
  })
})
