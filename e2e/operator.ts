import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type Page } from '@playwright/test'
import { titled } from './on-page'

type Shop = { data: string }

/** Of the first operator: as `npm start` has made it up, else as tests/opennext starts the site with. */
export function operatorPassword({ data }: Shop): string {
  const file = join(data, 'secrets.json')
  const known = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).OperatorPassword : undefined
  return known ?? 'local-OperatorPassword'.padEnd(32, '-')
}

/** Signs in as the first operator before the scripts have arrived, as the form is sent without them. */
export async function enterAsOperator(page: Page, shop: Shop) {
  await page.goto('/sign-in')
  await page.getByLabel('E-mail').fill('operator')
  await page.getByLabel('Password', { exact: true }).fill(operatorPassword(shop))
  await page.getByRole('main').getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(titled(page, 'Your account')).toBeVisible()
}
