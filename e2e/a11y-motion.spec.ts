import type { Page } from '@playwright/test'
import { motionsOf } from './motion'
import { expect, test } from './shop'

/** Through everything that moves: cards, notices, the drawer, the bar that runs out. */
async function shopAround(page: Page) {
  await page.goto('/')
  const card = page.getByRole('article').filter({ hasText: 'Wall Mirror' })
  await page.goto('/?q=wall+mirror')
  await card.hover()
  await card.getByRole('button').click()
  await page.getByRole('link', { name: 'Cart, 1 item' }).click()
  const drawer = page.getByRole('dialog')
  await drawer.getByRole('button', { name: 'One more Wall Mirror' }).click()
  await expect(drawer.getByRole('textbox')).toHaveValue('2')
  await expect(drawer.getByRole('button', { name: 'Place order' })).toHaveAttribute('aria-disabled', 'false')
  await drawer.getByRole('button', { name: 'Place order' }).click()
  await expect(page.getByRole('article')).toBeVisible()
}

test('who asks for less motion sees none', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  const motions = await motionsOf(page)
  await shopAround(page)
  expect([...motions]).toEqual([])
})

test('who does not ask sees some', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'no-preference' })
  const motions = await motionsOf(page)
  await shopAround(page)
  expect(motions.size).toBeGreaterThan(3)
})
