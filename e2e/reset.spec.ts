import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { Page } from '@playwright/test'
import packageFile from '../package.json' with { type: 'json' }
import { expectAccessible } from './axe'
import { finishSignUp, linkIn, mailTo } from './mails'
import { button, titled, untilScriptsRest } from './on-page'
import { expect, sizes, test } from './shop'
import { basketOf, buy, fillBasket, ordersOf } from './shopper'
import { storeProduct } from './tables'

const [first, second, third] = ['three blind mice', 'four calling birds', 'five golden rings'] as const
const [[, phone]] = sizes

const run = promisify(execFile)
const resetLink = async ({ data }: { data: string }, email: string) => {
  const args = [
    ...packageFile.scripts['reset-link'].split(' ').slice(1),
    '--email',
    email,
    '--why',
    'asked by phone',
  ]
  const env = { ...process.env, SWOON_DATA: data }
  return (await run(process.execPath, args, { env })).stdout.trim()
}

const field = (page: Page, name: string) => page.getByLabel(name, { exact: true }).filter({ visible: true })

for (const scriptFiles of [true, false])
  test.describe(`${scriptFiles ? 'once' : 'before'} the scripts have arrived`, () => {
    test.use({ scriptFiles, ...phone })

    test('who forgot the password gets in by a code, with what the guest had, and by a link, mailed or of the shop’s', async ({
      page,
      browser,
      baseURL,
      shop,
    }) => {
      const kind = scriptFiles ? 'at-once' : 'before'
      const [email, mug] = [`grace-${kind}@example.com`, `mug-${kind}`]
      const send = async (of: Page, name: string, texts: Record<string, string>) => {
        if (scriptFiles) await untilScriptsRest(button(of, name))
        for (const [label, text] of Object.entries(texts)) await field(of, label).fill(text)
        await button(of, name).click()
      }
      const product = {
        name: 'Rare Mug',
        description: 'Few are left',
        category: 'Kitchen',
        image: '/products/ember-teapot.webp',
      }
      await storeProduct(shop, { id: mug, ...product, price: 9, availableStock: 3, reorderLevel: 1 })

      const home = await browser.newContext({ baseURL, ...phone })
      if (!scriptFiles) await home.route('**/*.js', (route) => route.abort('blockedbyclient'))
      const account = await home.newPage()
      await account.goto('/sign-up')
      await send(account, 'Create account', { 'E-mail': email, Password: first })
      await finishSignUp(account, shop, email)
      await fillBasket(account, { 'sea-salt': 2, [mug]: 2 })
      await account.reload()
      await send(account, 'Make ten new codes', { 'Your password': first })
      const codes = account
        .getByText(/Keep these codes/)
        .filter({ visible: true })
        .first()
      await expect(codes).toBeVisible()
      const [code = ''] = /[A-Z2-9]{4}(-[A-Z2-9]{4}){3}/.exec((await codes.textContent()) ?? '') ?? []
      await expectAccessible(account)

      const { orderId } = await buy(page, { 'sea-salt': 1 })
      await fillBasket(page, { [mug]: 2, 'sea-salt': 1 })
      const before = await page.context().cookies()
      await page.goto('/sign-in')
      await page.getByRole('link', { name: 'Choose another' }).click()
      await expect(titled(page, 'Forgotten your password?')).toBeVisible()
      await send(page, 'Change password', {
        'E-mail': email,
        'Recovery code': 'AAAA-BBBB',
        'New password': second,
      })
      await expect(page.getByText('E-mail address or recovery code is wrong.')).toBeVisible()
      await expect(field(page, 'E-mail')).toHaveValue(email)
      await expectAccessible(page)
      await send(page, 'Change password', { 'E-mail': email, 'Recovery code': code, 'New password': second })
      await expect(titled(page, 'Sign in')).toBeVisible()
      await expect(page.getByText('Your password is changed').first()).toBeVisible()
      expect(await basketOf(account)).toMatchObject({ userName: null })

      await send(page, 'Sign in', { 'E-mail': email, Password: second })
      await expect(titled(page, 'Your account')).toBeVisible()
      await expect(page.getByText('Only 3 of Rare Mug could be kept.').first()).toBeVisible()
      const items = [
        { productId: 'sea-salt', quantity: 3 },
        { productId: mug, quantity: 3 },
      ]
      expect(await basketOf(page)).toMatchObject({ items })
      expect(await ordersOf(page)).toMatchObject([{ orderId }])
      await page.goto(`/orders/${orderId}`)
      await expect(page.getByText('Sea Salt').first()).toBeVisible()

      const stranger = await browser.newContext({ baseURL })
      await stranger.addCookies(before)
      expect(await basketOf(stranger)).toMatchObject({ userName: null, items: [] })
      expect(await ordersOf(stranger)).toEqual([])
      expect((await stranger.request.get(`/api/orders/${orderId}`)).status()).toBe(404)
      await fillBasket(stranger, { 'sea-salt': 1 })
      expect(await basketOf(page)).toMatchObject({ items })
      await stranger.close()

      await account.goto('/reset')
      await send(account, 'Mail me a link', { 'Your e-mail address': '' })
      const mailed = account.getByRole('region', { name: 'By mail' })
      await expect(mailed.getByLabel('Your e-mail address')).toHaveAccessibleDescription(/Enter your e-mail/)
      await expect(field(account, 'E-mail')).toHaveAccessibleDescription('')
      await send(account, 'Mail me a link', { 'Your e-mail address': email })
      await expect(account.getByText('a mail with a link is on its way').first()).toBeVisible()
      await expectAccessible(account)
      const inMail = linkIn(await mailTo(shop, email, '/reset/link?token='))
      expect(inMail).toContain(`${baseURL}/reset/link?token=`)
      const link = scriptFiles ? inMail : await resetLink(shop, email)
      // As a mail scanner follows it.
      for (const _ of [1, 2]) expect((await home.request.get(link)).status()).toBe(200)
      await account.goto(link)
      await expect(titled(account, 'Choose a new password')).toBeVisible()
      await send(account, 'Change password', { 'New password': 'Password1' })
      await expect(field(account, 'New password')).toHaveAccessibleDescription(/Many people use this one/)
      await expectAccessible(account)
      await send(account, 'Change password', { 'New password': third })
      await expect(titled(account, 'Sign in')).toBeVisible()
      expect(await basketOf(page)).toMatchObject({ userName: null })
      await account.goto(link)
      await expect(account.getByText('This link has been used')).toBeVisible()
      await account.goto('/sign-in')
      await send(account, 'Sign in', { 'E-mail': email, Password: third })
      await expect(titled(account, 'Your account')).toBeVisible()
      expect(await basketOf(account)).toMatchObject({ items })
      await home.close()
    })
  })
