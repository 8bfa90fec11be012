import type { Page } from '@playwright/test'
import { finishSignUp } from './mails'
import { button, titled } from './on-page'
import { expect, test } from './shop'

/** As a phone that asks for its owner's face. */
async function withAuthenticator(page: Page) {
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('WebAuthn.enable')
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  return {
    setVerified: (isUserVerified: boolean) =>
      cdp.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified }),
  }
}

test('a passkey is added, signs in by keyboard, is refused once it is removed, and is nothing to another account', async ({
  page,
  shop,
}) => {
  const authenticator = await withAuthenticator(page)
  const email = `ada-${Date.now()}@example.com`
  await page.goto('/sign-up')
  await page.getByLabel('E-mail', { exact: true }).fill(email)
  await page.getByLabel('Password', { exact: true }).fill('a long sentence nobody guesses')
  await button(page, 'Create account').click()
  await finishSignUp(page, shop, email)

  await page.getByLabel('Name of the new passkey').fill('My phone 📱')
  await button(page, 'Add a passkey').click()
  await expect(page.getByText('From now on you can sign in with it.')).toBeVisible()
  await expect(page.getByRole('paragraph').filter({ hasText: 'My phone 📱' })).toBeVisible()
  await button(page, 'Add a passkey').click()
  await expect(page.getByText('This device has a passkey of your account already.')).toBeVisible()

  await button(page, 'Sign out').first().click()
  await page.goto('/sign-in')
  const way = button(page, 'Use a passkey')
  await expect(way).toBeVisible()
  await authenticator.setVerified(false)
  await way.press('Enter')
  await expect(page.getByText('No passkey was used.')).toBeVisible()
  await authenticator.setVerified(true)
  await way.press('Enter')
  await expect(titled(page, 'Your account')).toBeVisible()
  await expect(page.getByRole('heading', { name: email })).toBeVisible()
  await expect(page.getByText(/^Last used/)).toBeVisible()

  await button(page, 'Remove My phone 📱').click()
  await expect(page.getByText('Removed.')).toBeVisible()
  await button(page, 'Sign out').first().click()
  await page.goto('/sign-in')
  await way.click()
  await expect(page.getByText(/^This passkey opens no account here/)).toBeVisible()
})
