import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ScanCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { expect, type Page } from '@playwright/test'
import { titled } from './on-page'
import { tablesOf } from './shop-process'

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
  await signInHere(page, shop)
  await expect(titled(page, 'Your account')).toBeVisible()
}

/** Sends the form of the page that is open. */
export async function signInHere(page: Page, shop: Shop) {
  await page.getByLabel('E-mail').fill('operator')
  await page.getByLabel('Password', { exact: true }).fill(operatorPassword(shop))
  await page.getByRole('main').getByRole('button', { name: 'Sign in', exact: true }).click()
}

/** As if all operators had signed in so many minutes ago. */
export async function letSignInsAge(shop: Shop, minutes = 60) {
  const client = tablesOf(shop)
  const { Items = [] } = await client.send(
    new ScanCommand({ TableName: 'AccountTable', ConsistentRead: true }),
  )
  for (const { userName, sessions } of Items.filter(({ role }) => role === 'operator'))
    for (const sid of Object.keys(sessions))
      await client.send(
        new UpdateCommand({
          ...{ TableName: 'AccountTable', Key: { userName } },
          UpdateExpression: 'SET sessions.#sid.#at = :then',
          ExpressionAttributeNames: { '#sid': sid, '#at': 'at' },
          ExpressionAttributeValues: { ':then': Math.floor(Date.now() / 1000) - minutes * 60 },
        }),
      )
}
