import { beforeAll, expect, test } from 'vitest'
import { callsOf, meterClients } from '../../tests/cost/meter'
import { embeddedMail } from '../../tests/mails'
import { newShopper } from '../../tests/purchases'
import { mailReset } from './mail-reset'
import { resetByToken } from './reset-password'
import { signIn } from './sign-in'
import { signUp } from './sign-up'

const mailsOf = embeddedMail()
beforeAll(meterClients)

const site = new URL('https://shop.example')
const agent = 'A test'
test('the link in the mail is of this shop and worth one new password', async () => {
  const email = 'mika@example.com'
  await signUp({ email, password: 'three blind mice', userName: newShopper(), agent })
  const [mail = '', ...others] = await mailsOf(() => mailReset(email, site))
  expect(others).toEqual([])
  expect(mail).toContain(`\r\nTo: ${email}\r\n`)
  const [, token = ''] = /https:\/\/shop\.example\/reset\/link\S*?([\w-]{43})/.exec(mail) ?? []
  expect(await resetByToken(token, 'four calling birds')).toEqual({ ok: true })
  expect(await resetByToken(token, 'five gold rings')).toMatchObject({ ok: false })
  expect(await signIn({ email, password: 'four calling birds', agent })).toMatchObject({ ok: true })
})

test('an address that reads as another’s brings the mail to the one in the account', async () => {
  await signUp({ email: 'mike@example.com', password: 'three blind mice', userName: newShopper(), agent })
  // Letters of full width, which a mail server may take for those of another domain.
  const [mail] = await mailsOf(() => mailReset('ｍike@example.com', site))
  expect(mail).toContain('\r\nTo: mike@example.com\r\n')
})

test('nobody else is written to, and the tables are asked the same', async () => {
  const asked = async (email: string) =>
    (await callsOf(() => mailReset(email, site))).filter(({ command }) => command)
  const known = await asked('mike@example.com')
  const unknown: typeof known = []
  expect(await mailsOf(async () => unknown.push(...(await asked('nobody@example.com'))))).toEqual([])
  expect(known).toHaveLength(3)
  expect(unknown).toEqual(known)
})
