import { ScanCommand } from '@aws-sdk/lib-dynamodb'
import { ulid } from 'ulid'
import { damages } from '../lib/reconciliation/damage'
import { damagesOn, idOfPlanted, purchases, rowsOfPlanted } from '../tests/many/damaged-shop'
import { manyProducts, rowOfProduct } from '../tests/many/products'
import { writeAll } from '../tests/many/write-rows'
import { submit } from './forms'
import { overflowOf } from './on-page'
import { enterAsOperator } from './operator'
import { expect, test } from './shop'
import { tablesOf } from './shop-process'

// A shop of its own: orders that other specs write by themselves are wrong, too, and a check stops after a thousand.
test.use({ successRate: '1.000' })

test('an operator checks all tables, reads what is wrong side by side, tries a repair dry and makes it, on a phone and before scripts', async ({
  page,
  shop,
}) => {
  await enterAsOperator(page, shop)
  const products = manyProducts(10)
  const planted = damagesOn(purchases(products, () => `guest-${ulid().toLowerCase()}`))
  await writeAll(tablesOf(shop), [...products.map(rowOfProduct), ...planted.flatMap(rowsOfPlanted)])

  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto('/admin/reconciliation')
  await expect(page.getByText('Nothing was checked yet.')).toBeVisible()
  await page.getByRole('button', { name: 'Check all tables' }).click()
  await expect(page.getByText(/things are wrong/)).toBeVisible({ timeout: 60_000 })
  for (const one of planted) {
    const kind = page.getByRole('region', { name: damages[one.damage].title, exact: false })
    await expect(kind.getByRole('link', { name: idOfPlanted(one) }).first(), one.name).toBeVisible()
  }
  expect(await overflowOf(page)).toBeLessThanOrEqual(0)

  // Among all that is wrong: the verdict tells the worst alone.
  await page.goto('/admin')
  await page
    .getByRole('link', { name: /check of all tables found \d+ things/ })
    .last()
    .click()
  await expect(page.getByText(/things are wrong/)).toBeVisible()

  const kept = planted.find(({ name }) => name === 'stock never given back')
  if (!kept) throw new Error('nothing is planted')
  await page.getByRole('link', { name: idOfPlanted(kept) }).click()
  await expect(page.getByRole('heading', { name: 'Stock held for nothing' })).toBeVisible()
  await expect(page.getByRole('rowheader', { name: 'Stock differs' })).toBeVisible()
  await expect(page.getByText('reservation, status: RESERVED → RELEASED')).toBeVisible()
  await page.getByRole('button', { name: 'Publish CheckoutBasket' }).click()
  await expect(page.getByText('CheckoutBasket published again')).toBeVisible()
  await expect(async () => {
    await page.reload()
    await expect(page.getByText('It is whole now')).toBeVisible({ timeout: 2_000 })
  }).toPass({ timeout: 60_000 })
  const { Items: audited = [] } = await tablesOf(shop).send(new ScanCommand({ TableName: 'AuditTable' }))
  expect(audited).toContainEqual(
    expect.objectContaining({ target: idOfPlanted(kept), what: 'purchase repaired' }),
  )

  await submit(page, '/admin/reconciliation', /Check all tables/)
  await page.goto('/admin/reconciliation')
  await expect(page.getByText('that the check before found is whole now')).toBeVisible()
  await expect(page.getByRole('link', { name: idOfPlanted(kept) })).toHaveCount(0)
})
