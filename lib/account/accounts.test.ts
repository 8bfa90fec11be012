import { expect, test } from 'vitest'
import { embeddedAws, rowsOf } from '../../tests/embedded-aws'
import { newGuest } from '../../tests/purchases'
import { changePassword } from './change-password'
import { NewPassword, SignInForm, SignUpForm } from './credentials'
import { beginSession, checkClaim, endAllSessions, endSession, noteUse } from './session'
import { signIn } from './sign-in'
import { signUp } from './sign-up'
import { findAccount } from './store'

embeddedAws()

const agent = 'Firefox on Linux'
const password = 'three blind mice'
let people = 0
const newEmail = () => `person-${++people}@example.com`

async function member({ userName = newGuest(), password: own = password } = {}) {
  const email = newEmail()
  const signedUp = await signUp({ email, password: own, userName, agent })
  if (!signedUp.ok) throw new Error(signedUp.reason)
  return { email, ...signedUp }
}

const accountOf = async (userName: string) => {
  const account = await findAccount(userName, { consistent: true })
  if (!account) throw new Error('no account')
  return account
}

test('a guest who signs up keeps the name that cart and orders stand under, and nothing else of before opens it', async () => {
  const guest = newGuest()
  expect(await checkClaim({ userName: guest })).toBeUndefined()
  const { userName, sid, email } = await member({ userName: guest })
  expect(userName).toBe(guest)
  expect(await checkClaim({ userName, sid })).toMatchObject({ email, role: 'shopper' })
  expect(await checkClaim({ userName: guest })).toBe('ended')
  for (const other of ['A'.repeat(22), '__proto__'.padEnd(22, '_')])
    expect(await checkClaim({ userName, sid: other })).toBe('ended')
})

test('an address is as long as it is once it is written out', () => {
  const email = (length: number) => ({ email: 'ﷺ'.repeat(length), password })
  expect(SignInForm.safeParse(email(14)).success).toBe(true)
  expect(SignInForm.safeParse(email(254)).success).toBe(false)
})

test('eight sign-ups at once with one address, however it is written, make one account', async () => {
  const email = newEmail()
  const spellings = [email, email.toUpperCase(), email.replace('p', 'P'), `ｐ${email.slice(1)}`]
  const answers = await Promise.all(
    [...spellings, ...spellings].map((spelling) =>
      signUp({ email: spelling, password, userName: newGuest(), agent }),
    ),
  )
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
  expect(answers.filter((answer) => !answer.ok && answer.reason === 'taken')).toHaveLength(7)
  const accounts = await rowsOf('AccountTable')
  expect(accounts.filter((row) => row.email.toLowerCase().endsWith(email.slice(1)))).toHaveLength(1)
})

test('a sign-up sent twice by one guest is one account that both are let in to, and what it sends next another', async () => {
  const given = { email: newEmail(), password, userName: newGuest(), agent }
  const answers = await Promise.all([signUp(given), signUp(given)])
  expect(answers).toMatchObject([{ userName: given.userName }, { userName: given.userName }])
  expect(Object.keys((await accountOf(given.userName)).sessions)).toHaveLength(2)
  const other = await member({ userName: given.userName })
  expect(other.userName).not.toBe(given.userName)
  expect(await checkClaim(other)).toMatchObject({ email: other.email })
})

test('who signs in is told alike of an unknown address and of a wrong password', async () => {
  const composed = 'crème brûlée'
  const { email, userName } = await member({ password: composed.normalize('NFD') })
  const wrong = { ok: false, reason: 'wrong' }
  expect(await signIn({ email, password, agent })).toEqual(wrong)
  expect(await signIn({ email: newEmail(), password, agent })).toEqual(wrong)
  const signedIn = await signIn({ email: email.toUpperCase(), password: composed, agent })
  expect(signedIn).toMatchObject({ ok: true, userName })
})

test('twenty-five devices sign in at once: each is let in, and twenty stay', async () => {
  const { userName } = await member()
  const begun = await Promise.all(Array.from({ length: 25 }, () => beginSession(userName, agent)))
  expect(begun.every((one) => one !== undefined)).toBe(true)
  const { sessions } = await accountOf(userName)
  expect(Object.keys(sessions)).toHaveLength(20)
  expect(JSON.stringify(sessions).length).toBeLessThan(2_000)
})

test('a session ends alone, with all others, and with another password; what has ended stays so', async () => {
  const { userName, email, sid: first } = await member()
  const { sid: second = '' } = (await beginSession(userName, agent)) ?? {}
  await endSession(userName, first)
  await noteUse({ userName, sid: first })
  await endSession(userName, first)
  expect(await checkClaim({ userName, sid: first })).toBe('ended')
  expect(await checkClaim({ userName, sid: second })).toMatchObject({ email })

  const account = await accountOf(userName)
  const wish = { current: password, password: 'four calling birds', agent }
  expect(await changePassword(account, { ...wish, current: 'no' })).toEqual({ ok: false, reason: 'wrong' })
  const [changed, late] = await Promise.all([changePassword(account, wish), changePassword(account, wish)])
  const done = changed.ok ? changed : late
  if (!done.ok) throw new Error(done.reason)
  expect([changed.ok, late.ok].filter(Boolean)).toHaveLength(1)
  expect(await checkClaim({ userName, sid: second })).toBe('ended')
  expect(await checkClaim({ userName, sid: done.sid })).toMatchObject({ email })
  expect(await signIn({ email, password: wish.password, agent })).toMatchObject({ ok: true })

  await endAllSessions(userName)
  expect(await checkClaim({ userName, sid: done.sid })).toBe('ended')
  await endAllSessions(newGuest())
  expect(await findAccount(newGuest(), { consistent: true })).toBeUndefined()
})

test.each([
  ['', 'Choose a password.'],
  ['a'.repeat(7), 'Use 8 characters or more.'],
  ['🎷'.repeat(7), 'Use 8 characters or more.'],
  ['a'.repeat(129), 'Use 128 characters at most.'],
  ['PassWord1', 'Many people use this one, so it is tried first. Choose another.'],
  ['ｐａｓｓｗｏｒｄ', 'Many people use this one, so it is tried first. Choose another.'],
])('%j is no password: %s', (given, message) => {
  const { error } = NewPassword.safeParse(given)
  expect(error?.issues.map((issue) => issue.message)).toEqual([message])
})

test.each([
  'aaaaaaaaaaaab',
  '        .',
  'пароль мой',
  '🎷'.repeat(8),
  'x'.repeat(128),
])('%j is one', (given) => {
  expect(NewPassword.safeParse(given).success).toBe(true)
})

test('a sign-up names each field at fault', () => {
  const { error } = SignUpForm.safeParse({ email: 'ada', password: 'short' })
  expect(error?.issues.map(({ path: [field] }) => field)).toEqual(['email', 'password'])
})
