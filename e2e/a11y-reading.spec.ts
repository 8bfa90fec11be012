import { unfoldOrders } from './on-page'
import { expect, test } from './shop'
import { buy, fillBasket, untilSettled } from './shopper'

test('the pages read well: what is where, in which order, and what it is called', async ({ page }) => {
  await page.goto('/?q=teapot')
  await expect(page.locator('body')).toMatchAriaSnapshot(`
    - link "Skip to content"
    - banner:
      - link "Swoon, home"
      - navigation "Main":
        - link "My orders"
        - link "Sign in"
      - search:
        - combobox "Search the shop"
      - link "Cart, empty"
    - main:
      - heading "“teapot”" [level=1]
      - paragraph: 1 thing
      - navigation "Categories":
        - list
      - navigation "Sort by":
        - list
      - article:
        - heading "Ember Teapot" [level=2]:
          - link "Ember Teapot"
        - paragraph: $54.00
        - button "Add Ember Teapot to cart"
    - contentinfo
  `)
  await page.goto('/products/olive-amphora')
  await expect(page.getByRole('main')).toMatchAriaSnapshot(`
    - link "Home"
    - heading "Olive Amphora" [level=1]
    - paragraph: Hand-thrown stoneware, sealed inside.
    - paragraph: $64.00
    - paragraph: /in stock/
    - combobox "Quantity"
    - button "Add Olive Amphora to cart"
    - status
    - paragraph:
      - link "Standard delivery is free"
      - link "How returns work"
    - region "Similar products":
      - heading "Similar products" [level=2]
      - article
  `)
  await fillBasket(page, { 'olive-amphora': 2 })
  await page.goto('/cart')
  await expect(page.getByRole('main')).toMatchAriaSnapshot(`
    - heading "Your cart" [level=1]
    - list:
      - listitem:
        - heading "Olive Amphora" [level=2]
        - paragraph: $64.00 each
        - paragraph: $128.00
        - button "One fewer Olive Amphora"
        - textbox "Quantity of Olive Amphora": "2"
        - button "One more Olive Amphora"
        - button "Remove Olive Amphora"
    - region "Summary":
      - heading "Summary" [level=2]
      - paragraph:
        - text: Total
        - status "Total": $128.00
      - paragraph: 2 items
      - link "Check out"
  `)
  await buy(page, { 'olive-amphora': 2 })
  await untilSettled(page)
  await page.goto('/orders')
  await expect(page.getByRole('main')).toMatchAriaSnapshot(`
    - heading "My orders" [level=1]
    - button "Refresh now"
    - region:
      - heading [level=2]
      - article /^Order/:
        - group:
          - heading /^Order/ [level=3]
          - text: /2 items \\$128.00 Confirmed/
  `)
  await unfoldOrders(page)
  await expect(page.getByRole('article')).toMatchAriaSnapshot(`
    - article /^Order/:
      - group:
        - heading /^Order/ [level=3]
        - paragraph: /set aside/
        - list /^Progress of order/:
          - listitem
        - list
        - paragraph: /Total/
        - button /^Buy again/
        - link /^Order details/
  `)
})
