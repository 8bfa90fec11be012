import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type Page } from '@playwright/test'
import { button, titled, untilScriptsRest } from './on-page'

/** The newest mail to an address that says `words`, once there is one. */
export async function mailTo({ data }: { data: string }, email: string, words = '') {
  const folder = join(data, 'mail')
  const mails = () =>
    (existsSync(folder) ? readdirSync(folder).toSorted() : []).map((file) =>
      readFileSync(join(folder, file), 'utf8'),
    )
  const found = () =>
    mails().findLast((mail) => mail.includes(`\r\nTo: ${email}\r\n`) && mail.includes(words)) ?? ''
  await expect.poll(found).not.toBe('')
  return found()
}

export const linkIn = (mail: string) => /http:\S+/.exec(mail)?.[0] ?? ''
export const signUpLink = async (shop: { data: string }, email: string) =>
  linkIn(await mailTo(shop, email, '/sign-up/link?token='))

/** Opens the link that a sign-up has mailed, in the browser that it was asked for in, and is signed in. */
export async function finishSignUp(page: Page, shop: { data: string }, email: string) {
  await expect(page.getByText(`A mail is on its way to ${email}`).first()).toBeVisible()
  await page.goto(await signUpLink(shop, email))
  const finish = button(page, 'Create my account')
  await untilScriptsRest(finish)
  await finish.click()
  await expect(titled(page, 'Your account')).toBeVisible()
}
