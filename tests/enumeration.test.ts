import { beforeAll, expect, test } from 'vitest'
import { signIn } from '../lib/account/sign-in'
import { signUp } from '../lib/account/sign-up'
import { askWhoItIs } from '../lib/passkey/sign-in-by-passkey'
import { callsOf, meterClients } from './cost/meter'
import { embeddedAws } from './embedded-aws'
import { newShopper } from './purchases'

embeddedAws()
beforeAll(meterClients)

const agent = 'A test'
const known = 'ada@example.com'
const addresses = { known, unknown: 'nobody@example.com' }

beforeAll(() => signUp({ email: known, password: 'a long sentence', userName: newShopper(), agent }))

/** What asking about an address answers, what it asks of AWS, and how long it takes. */
async function asking(about: (email: string) => Promise<unknown>, email: string) {
  let answer: unknown
  const begun = performance.now()
  const calls = await callsOf(async () => {
    answer = await about(email)
  })
  return { answer, calls, ms: performance.now() - begun }
}

const ways: Record<string, (email: string) => Promise<unknown>> = {
  'to sign in with a wrong password': (email) => signIn({ email, password: 'another sentence', agent }),
}

test.each(
  Object.entries(ways),
)('%s is the same of an address that has an account and of one that has none', async (_, about) => {
  await about(known)
  const [one, other] = [await asking(about, addresses.known), await asking(about, addresses.unknown)]
  expect(other.answer).toEqual(one.answer)
  expect(other.calls).toEqual(one.calls)
  expect(one.calls.length).toBeGreaterThan(0)
  // A password is hashed for three tenths of a second, whoever it is said to be of: to leave that out would show.
  expect(other.ms).toBeGreaterThan(one.ms / 3)
  expect(one.ms).toBeGreaterThan(other.ms / 3)
})

test('a passkey is asked for without naming anybody’s', async () => {
  const { options } = await askWhoItIs({ origin: 'https://shop.example', hostname: 'shop.example' })
  expect(JSON.parse(options).allowCredentials ?? []).toEqual([])
})
