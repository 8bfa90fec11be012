import type { BrowserContext, Page } from '@playwright/test'
import { expectAccessible } from './axe'
import { linkIn, mailTo, signUpLink } from './mails'
import { button, titled, untilScriptsRest } from './on-page'
import { expect, sizes, test } from './shop'
import { basketOf, buy, fillBasket, ordersOf } from './shopper'

const first = 'three blind mice'
const second = 'four calling birds'
const [[, phone]] = sizes

const field = (page: Page, name: string) => page.getByLabel(name, { exact: true }).filter({ visible: true })
const header = (page: Page) => page.getByRole('banner')
const cookieOf = async (context: BrowserContext) =>
  (await context.cookies()).find(({ name }) => name === 'swoon_session')

/** Types with the keyboard alone, from field to field, and sends by Enter. */
async function type(page: Page, ...texts: [label: string, text: string][]) {
  await field(page, texts[0]?.[0] ?? '').focus()
  for (const [index, [label, text]] of texts.entries()) {
    if (index > 0) await page.keyboard.press('Tab')
    await expect(field(page, label)).toBeFocused()
    await page.keyboard.press('ControlOrMeta+a')
    await page.keyboard.type(text)
  }
  await page.keyboard.press('Enter')
}

for (const scriptFiles of [true, false])
  test.describe(`${scriptFiles ? 'once' : 'before'} the scripts have arrived`, () => {
    test.use({ scriptFiles, ...phone })

    test('a guest becomes an account, is known on another device, and signs all of them out, and is deleted', async ({
      page,
      context,
      browser,
      baseURL,
      shop,
    }) => {
      const email = `ada-${scriptFiles ? 'at-once' : 'before'}@example.com`
      const { orderId } = await buy(page, { 'sea-salt': 1 })
      await fillBasket(page, { 'sea-salt': 2 })
      const guest = await cookieOf(context)

      await page.goto('/')
      await header(page).getByRole('link', { name: 'Sign in' }).click()
      await expect(titled(page, 'Sign in')).toBeVisible()
      await page.getByRole('link', { name: 'Create an account' }).click()
      await expect(titled(page, 'Create an account')).toBeVisible()
      if (scriptFiles) await untilScriptsRest(button(page, 'Create account'))
      await type(page, ['E-mail', email], ['Password', 'Password1'])
      await expect(field(page, 'Password')).toHaveAccessibleDescription(/Many people use this one/)
      await expect(field(page, 'Password')).toBeFocused()
      await expect(field(page, 'E-mail')).toHaveValue(email)
      await expectAccessible(page)
      await type(page, ['E-mail', email], ['Password', first])
      await expect(page.getByText(`A mail is on its way to ${email}`).first()).toBeVisible()
      await expectAccessible(page)
      const link = await signUpLink(shop, email)
      expect(link).toContain(`${baseURL}/sign-up/link?token=`)

      // Whoever else opens it is told whose it is, and makes nothing of it without the password.
      const stranger = await browser.newContext({ baseURL })
      if (!scriptFiles) await stranger.route('**/*.js', (route) => route.abort('blockedbyclient'))
      for (const _ of [1, 2]) expect((await stranger.request.get(link)).status()).toBe(200)
      const elsewhere = await stranger.newPage()
      await elsewhere.goto(link)
      await expect(elsewhere.getByRole('heading', { name: email })).toBeVisible()
      if (scriptFiles) await untilScriptsRest(button(elsewhere, 'Create my account'))
      await type(elsewhere, ['The password you chose', second])
      await expect(field(elsewhere, 'The password you chose')).toHaveAccessibleDescription(
        'This is not the password that was chosen.',
      )
      await expectAccessible(elsewhere)

      await page.goto(link)
      await expect(page.getByText('Your cart and your orders come with you')).toBeVisible()
      if (scriptFiles) await untilScriptsRest(button(page, 'Create my account'))
      await expectAccessible(page)
      await button(page, 'Create my account').press('Enter')
      await expect(titled(page, 'Your account')).toBeVisible()
      await expect(page.getByRole('heading', { name: email })).toBeVisible()
      await expect(header(page).getByRole('link', { name: `Account of ${email}` })).toBeVisible()
      await expect(header(page).getByRole('link', { name: 'Cart, 2 items' })).toBeVisible()
      expect(await ordersOf(page)).toMatchObject([{ orderId }])
      await expectAccessible(page)
      const signedIn = await cookieOf(context)
      expect(signedIn).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/', secure: false })

      // Whoever has the guest's cookie, or one that was made up, is nobody that the account knows.
      for (const cookie of [guest, { ...signedIn, value: `x${signedIn?.value}` }]) {
        await stranger.addCookies([cookie as NonNullable<typeof guest>])
        expect(await basketOf(stranger)).toMatchObject({ userName: null, items: [] })
        expect(await ordersOf(stranger)).toEqual([])
        expect((await stranger.request.get(`/api/orders/${orderId}`)).status()).toBe(404)
      }
      await stranger.clearCookies()

      await elsewhere.goto(link)
      await expect(elsewhere.getByText('This link has been used')).toBeVisible()
      await elsewhere.getByRole('link', { name: 'Ask for another' }).click()
      await expect(titled(elsewhere, 'Create an account')).toBeVisible()
      if (scriptFiles) await untilScriptsRest(button(elsewhere, 'Create account'))
      await type(elsewhere, ['E-mail', email.toUpperCase()], ['Password', first])
      await expect(elsewhere.getByText('A mail is on its way to').first()).toBeVisible()
      await elsewhere.goto(linkIn(await mailTo(shop, email, 'has one already')))
      await expect(titled(elsewhere, 'Sign in')).toBeVisible()
      for (const [who, password] of [
        [email, second],
        [`nobody-${email}`, first],
      ] as const) {
        if (scriptFiles) await untilScriptsRest(button(elsewhere, 'Sign in'))
        await type(elsewhere, ['E-mail', who], ['Password', password])
        await expect(elsewhere.getByText('E-mail address or password is wrong.')).toBeVisible()
        await expect(field(elsewhere, 'E-mail')).toHaveValue(who)
        await elsewhere.goto('/sign-in')
      }
      if (scriptFiles) await untilScriptsRest(button(elsewhere, 'Sign in'))
      await type(elsewhere, ['E-mail', email], ['Password', first])
      await expect(titled(elsewhere, 'Your account')).toBeVisible()
      expect(await ordersOf(elsewhere)).toMatchObject([{ orderId }])

      await page.reload()
      const devices = page.getByRole('region', { name: 'Where you are signed in' })
      await expect(devices.getByRole('listitem')).toHaveCount(2)
      await expect(devices.getByRole('listitem').first()).toContainText('This device')
      if (scriptFiles) await untilScriptsRest(button(page, 'Sign out everywhere'))
      await devices.getByRole('button', { name: /^Sign out Chrome/ }).click()
      await expect(page.getByText('Signed out there.').first()).toBeVisible()
      await expect(devices.getByRole('listitem')).toHaveCount(1)
      expect(await ordersOf(elsewhere)).toEqual([])
      await elsewhere.goto('/account')
      await expect(elsewhere.getByRole('heading', { name: 'You are not signed in' })).toBeVisible()

      await type(page, ['Your password now', second], ['New password', second])
      await expect(field(page, 'Your password now')).toHaveAccessibleDescription('This is not your password.')
      await type(page, ['Your password now', first], ['New password', second])
      await expect(page.getByText('Your password is changed').first()).toBeVisible()
      const changed = await cookieOf(context)
      expect(changed?.value).not.toBe(signedIn?.value)

      if (scriptFiles) await untilScriptsRest(button(page, 'Sign out everywhere'))
      await button(page, 'Sign out everywhere').click()
      await expect(titled(page, 'Sign in')).toBeVisible()
      await expect(header(page).getByRole('link', { name: 'Sign in' })).toBeVisible()
      for (const stolen of [signedIn, changed]) {
        await stranger.addCookies([stolen as NonNullable<typeof guest>])
        expect(await basketOf(stranger)).toMatchObject({ userName: null })
        expect(await ordersOf(stranger)).toEqual([])
      }
      await stranger.close()

      if (scriptFiles) await untilScriptsRest(button(page, 'Sign in'))
      await type(page, ['E-mail', email], ['Password', second])
      await page.getByRole('link', { name: 'Delete your account' }).click()
      await expect(titled(page, 'Delete your account?')).toBeVisible()
      if (scriptFiles) await untilScriptsRest(button(page, 'Delete my account'))
      await expectAccessible(page)
      await type(page, ['Your password', second])
      await expect(page.getByText('Your account is deleted.')).toBeVisible()
      await expect(header(page).getByRole('link', { name: 'Sign in' })).toBeVisible()
      expect(await ordersOf(page)).toEqual([])
    })
  })
