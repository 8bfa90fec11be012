import { afterEach, beforeAll, expect, test, vi } from 'vitest'
import { signUp as sendSignUp } from '../app/sign-up/actions'
import { signIn } from '../lib/account/sign-in'
import { signUp } from '../lib/account/sign-up'
import { askWhoItIs } from '../lib/passkey/sign-in-by-passkey'
import { callsOf, meterClients } from './cost/meter'
import { embeddedMail } from './mails'
import { from } from './next'
import { newShopper } from './purchases'

/** What is left for after an answer. */
const later: (() => unknown)[] = []
vi.mock('server-only', () => ({}))
vi.mock('next/headers', () => import('./next'))
vi.mock('next/server', async () => ({
  ...(await import('./next')),
  after: (work: () => unknown) => later.push(work),
}))
vi.mock('next/navigation', () => import('./next'))
vi.mock('next/cache', () => import('./next'))

const mailsOf = embeddedMail()
beforeAll(meterClients)
afterEach(() => vi.unstubAllEnvs())

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

/** Sends the form of a browser that has just come: what it is answered and given to keep. */
async function askToSignUp(email: string) {
  const jar = new Map<string, string>()
  from(jar)
  const form = new FormData()
  for (const [name, value] of Object.entries({ email, password: 'another sentence', scripted: 'yes' }))
    form.set(name, value)
  const answer = await sendSignUp(form)
  return { ...answer, message: answer.message.replaceAll(email, '…'), cookies: [...jar.keys()] }
}

const ways: Record<string, (email: string) => Promise<unknown>> = {
  'to sign in with a wrong password': (email) => signIn({ email, password: 'another sentence', agent }),
  'to sign up where a mail confirms it': askToSignUp,
}

test.each(
  Object.entries(ways),
)('%s is the same of an address that has an account and of one that has none', async (_, about) => {
  vi.stubEnv('PORT', '3000')
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

test('what a sign-up leads to is said by mail: the way in to an account that there is, and to another its link', async () => {
  vi.stubEnv('PORT', '3000')
  vi.stubEnv('SITE_URL', 'https://shop.example')
  later.length = 0
  const mails = await mailsOf(async () => {
    for (const email of ['a-new@example.com', known]) {
      const answer = { ok: true, message: 'A mail is on its way to …: open its link to finish.' }
      expect(await askToSignUp(email)).toMatchObject(answer)
    }
    for (const work of later) await work()
  })
  expect(mails).toHaveLength(2)
  expect(mails.find((mail) => mail.includes(known))).toContain('https://shop.example/sign-in\r\n')
  expect(mails.find((mail) => mail.includes('a-new@'))).toContain('https://shop.example/sign-up/link?token=')
})

test('an address is mailed five times an hour at most, whoever asks, whether it has an account or not', async () => {
  vi.stubEnv('PORT', '3000')
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 3 * 60 * 60_000 })
  for (const email of Object.values(addresses)) {
    const answers = []
    for (const spelled of [email, email, email, email.toUpperCase(), email, email])
      answers.push(await askToSignUp(spelled))
    expect(answers.map(({ ok }) => ok)).toEqual([true, true, true, true, true, false])
    expect(answers.at(-1)?.message).toMatch(/^That was too often/)
  }
  vi.useRealTimers()
})
