import { afterEach, beforeAll, expect, test, vi } from 'vitest'
import { callsOf, meterClients } from '../../tests/cost/meter'
import { rowsOf } from '../../tests/embedded-aws'
import { embeddedMail } from '../../tests/mails'
import { newGuest } from '../../tests/purchases'
import { confirmSignUp, findAskedSignUp } from './confirm-sign-up'
import { SignUpForm } from './credentials'
import { mailSignUp } from './mail-sign-up'
import { hashPassword } from './password-hash'
import { checkClaim } from './session'
import { signIn } from './sign-in'
import { signUp } from './sign-up'
import { findAccount } from './store'

const mailsOf = embeddedMail()
beforeAll(meterClients)
afterEach(() => vi.useRealTimers())

const site = new URL('https://shop.example')
const [agent, password] = ['A test', 'three blind mice']
let people = 0
const newEmail = () => `person-${++people}@example.com`
const hash = async () => (await hashPassword(password)) ?? ''
const confirm = (token: string, userName: string | undefined, given = '', sid?: string) =>
  confirmSignUp({
    token,
    shopper: userName === undefined ? undefined : { userName, sid },
    password: given,
    agent,
  })

/** Asks as a guest: the token in the mail. */
async function asked(guest: string, email: string) {
  const passwordHash = await hash()
  const [mail = '', ...others] = await mailsOf(() =>
    mailSignUp({ email, passwordHash, userName: guest }, site),
  )
  expect(others).toEqual([])
  expect(mail).toContain(`\r\nTo: ${email}\r\n`)
  const [, token = ''] = /https:\/\/shop\.example\/sign-up\/link\?token=([\w-]{43})\r/.exec(mail) ?? []
  expect(token).not.toBe('')
  return token
}
const accountsOf = async (email: string) =>
  (await rowsOf('AccountTable')).filter((row) => row.email === email).map(({ userName }) => userName)

test('opened twenty times at once a link makes one account, of the guest that asked, and then no other', async () => {
  const [guest, email] = [newGuest(), newEmail()]
  const token = await asked(guest, email)
  for (const _ of [1, 2]) expect(await findAskedSignUp(token)).toMatchObject({ email, userName: guest })
  expect(await accountsOf(email)).toEqual([])
  expect(await checkClaim({ userName: guest })).toBeUndefined()

  const answers = await Promise.all(Array.from({ length: 20 }, () => confirm(token, guest)))
  const [made, ...more] = answers.filter((answer) => answer.ok)
  expect(made).toMatchObject({ userName: guest })
  expect(more).toEqual([])
  expect(answers.filter((answer) => !answer.ok && answer.reason === 'over')).toHaveLength(19)
  expect(await accountsOf(email)).toEqual([guest])
  expect(Object.keys((await findAccount(guest, { consistent: true }))?.sessions ?? {})).toHaveLength(1)
  expect(await findAskedSignUp(token)).toBeUndefined()
  expect(await confirm(token, guest, password)).toEqual({ ok: false, reason: 'over' })
  expect(await signIn({ email, password, agent })).toMatchObject({ ok: true, userName: guest })
})

test('in another browser it takes the password, and makes an account of who opens it, never of who asked', async () => {
  const [guest, opener, email] = [newGuest(), newGuest(), newEmail()]
  const token = await asked(guest, email)
  for (const [who, given] of [
    [opener, ''],
    [opener, 'four calling birds'],
    [undefined, ''],
  ] as const)
    expect(await confirm(token, who, given)).toEqual({ ok: false, reason: 'wrong' })
  expect(await accountsOf(email)).toEqual([])
  expect(await confirm(token, opener, password)).toMatchObject({ ok: true, userName: opener })
  expect(await checkClaim({ userName: guest })).toBeUndefined()

  const [another, nobodyYet] = [newEmail(), await asked(guest, newEmail())]
  const made = await confirm(nobodyYet, undefined, password)
  expect(made.ok && made.userName).toMatch(/^guest-/)
  expect(made.ok && [guest, opener]).not.toContain(made.ok && made.userName)

  // Who is signed in to an account gets another one, and leaves that as it is.
  const member = await signUp({ email: newEmail(), password, userName: newGuest(), agent })
  if (!member.ok) throw new Error(member.reason)
  const second = await confirm(await asked(member.userName, another), member.userName, '', member.sid)
  expect(second).toMatchObject({ ok: true })
  expect(await accountsOf(another)).not.toContain(member.userName)
  expect(await checkClaim(member)).toMatchObject({ userName: member.userName })
})

test('a guest that is an account by now leaves its name to it, and the link makes one of its own', async () => {
  const [guest, first, second] = [newGuest(), newEmail(), newEmail()]
  const tokens = [await asked(guest, first), await asked(guest, second)] as const
  const made = await confirm(tokens[0], guest)
  if (!made.ok) throw new Error(made.reason)
  expect(await confirm(tokens[1], guest)).toMatchObject({
    ok: true,
    userName: expect.not.stringMatching(guest),
  })
  expect(await accountsOf(first)).toEqual([guest])
  expect(await accountsOf(second)).toHaveLength(1)
})

test('of two links to one address, opened at once or one after the other, one makes the account', async () => {
  const [guest, email, late] = [newGuest(), newEmail(), newEmail()]
  const tokens = [await asked(guest, email), await asked(newGuest(), email)] as const
  const answers = await Promise.all([confirm(tokens[0], guest), confirm(tokens[1], newGuest(), password)])
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
  expect(answers).toContainEqual({ ok: false, reason: 'taken' })
  expect(await accountsOf(email)).toHaveLength(1)

  const last = [await asked(guest, late), await asked(newGuest(), late)] as const
  expect(await confirm(last[1], undefined, password)).toMatchObject({ ok: true })
  expect(await confirm(last[0], guest, password)).toEqual({ ok: false, reason: 'taken' })
  expect(await accountsOf(late)).toHaveLength(1)
})

test('a link ends after an hour', async () => {
  const [guest, email] = [newGuest(), newEmail()]
  const token = await asked(guest, email)
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 60 * 60_000 + 1000 })
  expect(await findAskedSignUp(token)).toBeUndefined()
  expect(await confirm(token, guest, password)).toEqual({ ok: false, reason: 'over' })
  expect(await accountsOf(email)).toEqual([])
})

test('an address that has an account is told so in its mail, and the tables are asked the same', async () => {
  const [known, passwordHash] = [newEmail(), await hash()]
  const userName = newGuest()
  await signUp({ email: known, password, userName, agent })
  const ask = (email: string) =>
    callsOf(() => mailSignUp({ email, passwordHash, userName: newGuest() }, site))
  let calls: unknown
  // However it is written, it goes to the address in the account.
  const [mail = ''] = await mailsOf(async () => {
    calls = await ask(known.toUpperCase())
  })
  expect(mail).toContain(`\r\nTo: ${known}\r\n`)
  expect(mail).toContain('https://shop.example/sign-in\r\n')
  expect(mail).toContain('https://shop.example/reset\r\n')
  expect(mail).not.toContain('token')
  expect(calls).toEqual(await ask(newEmail()))
  expect(calls).toHaveLength(4)
})

test('what is kept meanwhile is the hash of the password, under that of the token', async () => {
  const token = await asked(newGuest(), newEmail())
  const rows = JSON.stringify(await rowsOf('TokenTable'))
  expect(rows).not.toContain(token)
  expect(rows).not.toContain(password)
})

test.each([
  'a@example.com,b@example.com',
  'a<b@example.com>',
  'a@b@example.com',
  'a＜b@example.com＞',
  `${'ﷺ'.repeat(60)}@example.com`,
])('%s is no address of an account: mails to it could go elsewhere', (email) => {
  expect(SignUpForm.safeParse({ email, password }).success).toBe(false)
})

test('an address is the one that it reads as', () => {
  const { data } = SignUpForm.safeParse({ email: 'ｍika+shop@例子.广告', password })
  expect(data?.email).toBe('mika+shop@例子.广告')
})
