import { expect, test } from 'vitest'
import { createAuthenticator } from '../../tests/authenticator'
import { embeddedAws } from '../../tests/embedded-aws'
import { newShopper } from '../../tests/purchases'
import { signUp } from '../account/sign-up'
import { findAccount } from '../account/store'
import { listPasskeys } from './list-passkeys'
import { askForPasskey, registerPasskey } from './register-passkey'
import { askWhoItIs, signInByPasskey } from './sign-in-by-passkey'
import { removePasskey } from './store'

embeddedAws()

const place = { origin: 'https://shop.example', hostname: 'shop.example' }
const agent = 'A test'

async function newAccount() {
  const userName = newShopper()
  const email = `${userName}@example.com`
  await signUp({ email, password: 'a long sentence nobody guesses', userName, agent })
  const account = await findAccount(userName, { consistent: true })
  if (!account) throw new Error('no account')
  return account
}
type Account = Awaited<ReturnType<typeof newAccount>>

async function questionFor(account: Account) {
  const asked = await askForPasskey(account, place)
  if (!asked) throw new Error('no question')
  return asked
}
async function withPasskey() {
  const [account, authenticator] = [await newAccount(), createAuthenticator(place)]
  const asked = await questionFor(account)
  const response = authenticator.create(asked)
  expect(await registerPasskey(account, { ...asked, response, name: 'Phone' }, place)).toBe(true)
  return { account, authenticator, asked, response }
}
const enter = (token: string, response: string) => signInByPasskey({ token, response, agent }, place)
const wrong = { ok: false, reason: 'wrong' }

test('a passkey signs in to its account, which lists it with its last use', async () => {
  const { account, authenticator } = await withPasskey()
  const { userName } = account
  expect(await listPasskeys(userName)).toMatchObject([{ name: 'Phone', counter: 0 }])
  const asked = await askWhoItIs(place)
  expect(JSON.parse(asked.options)).not.toHaveProperty('allowCredentials.0')
  const entered = await enter(asked.token, authenticator.get(asked, { counter: 7 }))
  expect(entered).toMatchObject({ ok: true, userName })
  expect((await findAccount(userName, { consistent: true }))?.sessions).toHaveProperty(
    String(entered.ok && entered.sid),
  )
  expect(await listPasskeys(userName)).toMatchObject([{ counter: 7, usedAt: expect.any(String) }])
  expect(JSON.parse((await questionFor(account)).options).excludeCredentials).toMatchObject([
    { id: authenticator.id },
  ])
})

test('an answer is worth one sign-in, also when twenty bring it at once', async () => {
  const { authenticator } = await withPasskey()
  const asked = await askWhoItIs(place)
  const response = authenticator.get(asked)
  const entered = await Promise.all(Array.from({ length: 20 }, () => enter(asked.token, response)))
  expect(entered.filter(({ ok }) => ok)).toHaveLength(1)
  expect(await enter(asked.token, response)).toEqual(wrong)
})

test.each([
  ['another address', { origin: 'https://shop.example.evil.example' }],
  ['http', { origin: 'http://shop.example' }],
  ['somebody who has not shown who they are', { verified: false }],
  ['an authenticator whose key was copied', { counter: 3 }],
])('of %s nothing is believed', async (_, given) => {
  const { authenticator, account } = await withPasskey()
  const first = await askWhoItIs(place)
  expect(await enter(first.token, authenticator.get(first, { counter: 5 }))).toMatchObject({ ok: true })
  const asked = await askWhoItIs(place)
  expect(await enter(asked.token, authenticator.get(asked, { counter: 9, ...given }))).toEqual(wrong)
  if ('counter' in given) return
  const more = await questionFor(account)
  const response = createAuthenticator(place).create(more, given)
  expect(await registerPasskey(account, { ...more, response, name: '' }, place)).toBe(false)
})

test('questions are not exchanged: of another account, for another purpose, of another time', async () => {
  const [{ authenticator }, other] = [await withPasskey(), await newAccount()]
  const [mine, asked] = [await questionFor(other), await askWhoItIs(place)]
  const response = createAuthenticator(place).create(mine)
  const named = { response, name: '' }
  expect(await registerPasskey(await newAccount(), { ...named, token: mine.token }, place)).toBe(false)
  expect(await registerPasskey(other, { ...named, token: mine.token }, place)).toBe(false)
  const forRegistration = await questionFor(other)
  expect(await enter(forRegistration.token, authenticator.get(forRegistration))).toEqual(wrong)
  const another = await askWhoItIs(place)
  expect(await enter(another.token, authenticator.get(asked))).toEqual(wrong)
})

test('a passkey is one account’s, and worth nothing once it is removed, which is its owner’s alone to do', async () => {
  const { account, authenticator } = await withPasskey()
  const other = await newAccount()
  const question = await questionFor(other)
  const stolen = { ...question, response: authenticator.create(question), name: '' }
  expect(await registerPasskey(other, stolen, place)).toBe(false)
  expect(await removePasskey(other.userName, authenticator.id)).toBe(false)
  expect(await removePasskey(account.userName, authenticator.id)).toBe(true)
  const asked = await askWhoItIs(place)
  expect(await enter(asked.token, authenticator.get(asked))).toEqual(wrong)
})

test.each([
  '',
  '{',
  'null',
  '[]',
  '{"id":"x"}',
  JSON.stringify({
    id: 'a'.repeat(43),
    rawId: 'a'.repeat(43),
    type: 'public-key',
    response: {},
    clientExtensionResults: {},
  }),
  'x'.repeat(100_000),
])('what is no answer is refused: %j', async (response) => {
  const asked = await askWhoItIs(place)
  expect(await enter(asked.token, response)).toEqual(wrong)
  const account = await newAccount()
  const question = await questionFor(account)
  expect(await registerPasskey(account, { ...question, response, name: '' }, place)).toBe(false)
})
