import { beforeAll, expect, test, vi } from 'vitest'
import { callsOf, meterClients } from '../../tests/cost/meter'
import { embeddedAws, rowsOf } from '../../tests/embedded-aws'
import { newGuest } from '../../tests/purchases'
import { deleteAccount } from './delete-account'
import { makeRecoveryCodes } from './recovery-codes'
import { issueAuditedReset, issueReset, resetSeconds } from './reset-link'
import { resetByCode, resetByToken } from './reset-password'
import { checkClaim } from './session'
import { signIn } from './sign-in'
import { signUp } from './sign-up'
import { findAccount } from './store'

embeddedAws()
beforeAll(meterClients)

const first = 'three blind mice'
const second = 'four calling birds'
const agent = 'Firefox on Linux'

async function newAccount() {
  const userName = newGuest()
  const email = `${userName}@example.com`
  const signedUp = await signUp({ email, password: first, userName, agent })
  if (!signedUp.ok) throw new Error(signedUp.reason)
  const account = await findAccount(userName, { consistent: true })
  if (!account) throw new Error('The account is not there')
  return { ...account, sid: signedUp.sid }
}

const opens = async (email: string, password: string) => (await signIn({ email, password, agent })).ok

test('a reset link replaces the password once, also when five use it at once, and ends every session', async () => {
  const { userName, email, sid } = await newAccount()
  const { token, ...issued } = await issueReset(email.toUpperCase())
  expect(issued).toEqual({ userName })
  expect(await checkClaim({ userName, sid })).toMatchObject({ userName })
  const resets = await Promise.all([0, 1, 2, 3, 4].map(() => resetByToken(token, second)))
  expect(resets.filter(({ ok }) => ok)).toHaveLength(1)
  expect(await checkClaim({ userName, sid })).toBe('ended')
  expect([await opens(email, first), await opens(email, second)]).toEqual([false, true])
  expect(await resetByToken(token, first)).toEqual({ ok: false, reason: 'wrong' })
})

test('a link that is too old, made up, or of an account that is gone, opens nothing', async () => {
  const account = await newAccount()
  const { token } = await issueReset(account.email)
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + resetSeconds * 1000 + 1000 })
  expect(await resetByToken(token, second)).toEqual({ ok: false, reason: 'wrong' })
  vi.useRealTimers()
  expect(await resetByToken('a'.repeat(43), second)).toEqual({ ok: false, reason: 'wrong' })
  expect(await deleteAccount(account, first)).toEqual({ ok: true })
  expect(await resetByToken(token, second)).toEqual({ ok: false, reason: 'wrong' })
})

test('a recovery code works once, however it is typed, and new codes replace all others', async () => {
  const account = await newAccount()
  const { email } = account
  const made = await makeRecoveryCodes(account, first)
  if (!made.ok) throw new Error(made.reason)
  expect(new Set(made.codes).size).toBe(10)
  const [code = '', other = ''] = made.codes
  expect(
    JSON.stringify((await rowsOf('AccountTable')).map(({ recovery }) => [...(recovery ?? [])])),
  ).not.toContain(code)
  const typed = ` ${code.toLowerCase().replaceAll('-', ' ')} `
  const resets = await Promise.all([0, 1, 2].map(() => resetByCode({ email, code: typed, password: second })))
  expect(resets.filter(({ ok }) => ok)).toHaveLength(1)
  expect(await checkClaim(account)).toBe('ended')
  expect(await opens(email, second)).toBe(true)
  expect((await findAccount(account.userName, { consistent: true }))?.recovery?.size).toBe(9)
  expect(await makeRecoveryCodes(account, first)).toEqual({ ok: false, reason: 'wrong' })
  const again = await makeRecoveryCodes(account, second)
  expect(await resetByCode({ email, code: other, password: first })).toEqual({ ok: false, reason: 'wrong' })
  expect(await resetByCode({ email, code: (again.ok && again.codes[9]) || '', password: first })).toEqual({
    ok: true,
  })
})

test('one account’s code opens no other', async () => {
  const [one, other] = [await newAccount(), await newAccount()]
  const made = await makeRecoveryCodes(one, first)
  const code = (made.ok && made.codes[0]) || ''
  expect(await resetByCode({ email: other.email, code, password: second })).toEqual({
    ok: false,
    reason: 'wrong',
  })
  expect(await checkClaim(other)).toMatchObject({ userName: other.userName })
  expect(await resetByCode({ email: one.email, code, password: second })).toEqual({ ok: true })
})

test('an address that nobody has costs the same calls and units as one that has an account', async () => {
  const { email } = await newAccount()
  const nobody = `${newGuest()}@example.com`
  const code = 'AAAA-BBBB-CCCC-DDDD'
  for (const ask of [issueReset, (email: string) => resetByCode({ email, code, password: second })]) {
    const [known, unknown] = [await callsOf(() => ask(email)), await callsOf(() => ask(nobody))]
    expect(unknown).toEqual(known)
  }
  expect((await issueReset(nobody)).userName).toBeUndefined()
  expect(await resetByToken((await issueReset(nobody)).token, second)).toEqual({ ok: false, reason: 'wrong' })
})

test('a link that an operator hands on is in the audit, with who and why and without its secret', async () => {
  const { email, userName } = await newAccount()
  const token = await issueAuditedReset({ email, who: 'grace', why: 'asked by phone' })
  const audit = await rowsOf('AuditTable')
  expect(audit).toMatchObject([
    { who: 'grace', why: 'asked by phone', what: 'reset link issued', target: userName },
  ])
  expect(JSON.stringify(audit)).not.toContain(token)
  expect(await issueAuditedReset({ email: `x${email}`, who: 'grace', why: 'a guess' })).toBeUndefined()
  expect(await resetByToken(token ?? '', second)).toEqual({ ok: true })
})
