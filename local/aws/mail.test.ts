import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { sendMail } from '../../lib/mail/send-mail'
import { sendsMail } from '../../lib/mail/sender'
import { configFor } from '../connection'
import { type Aws, startAws } from '../embedded'

const dataDir = mkdtempSync(path.join(tmpdir(), 'swoon-mail-'))
const mails = () => readdirSync(path.join(dataDir, 'mail')).sort()
let aws: Aws
beforeAll(async () => {
  aws = await startAws({ dataDir })
  Object.assign(process.env, aws.env)
})
afterAll(async () => {
  await aws.close()
  rmSync(dataDir, { recursive: true })
  vi.unstubAllEnvs()
})

test('without a sender there is no mail', () => {
  for (const sender of ['', ' ', undefined]) {
    vi.stubEnv('EMAIL_SENDER', sender)
    expect(sendsMail()).toBe(false)
  }
})

test('a mail is a file that any mail program opens, for its owner alone', async () => {
  vi.stubEnv('EMAIL_SENDER', 'shop.example')
  const text = 'Straße, 東京\n\nhttps://shop.example/reset/x\n'
  await sendMail({ to: 'ada@example.com', subject: 'Your order — thanks', text })
  const [file = ''] = mails()
  const [head = '', body] = readFileSync(path.join(dataDir, 'mail', file), 'utf8').split('\r\n\r\n', 2)
  expect(head.split('\r\n')).toEqual(
    expect.arrayContaining([
      'From: Swoon <shop@shop.example>',
      'To: ada@example.com',
      `Subject: =?utf-8?B?${Buffer.from('Your order — thanks').toString('base64')}?=`,
      'Content-Type: text/plain; charset=utf-8',
    ]),
  )
  expect(body).toBe('Straße, 東京')
})

test('an address of two lines adds no header', async () => {
  vi.stubEnv('EMAIL_SENDER', 'shop@shop.example')
  const before = mails()
  const to = 'ada@example.com\r\nBcc: eve@example.com'
  await expect(sendMail({ to, subject: 'x', text: 'x' })).rejects.toMatchObject({ name: 'AddressRefused' })
  const client = new SESv2Client({ ...configFor(aws.connection, 'sesv2'), maxAttempts: 1 })
  const Body = { Text: { Data: 'x' } }
  const Content = { Simple: { Subject: { Data: 'x' }, Body } }
  const mail = { FromEmailAddress: 'shop@shop.example', Destination: { ToAddresses: [to] }, Content }
  await expect(client.send(new SendEmailCommand(mail))).rejects.toMatchObject({ name: 'BadRequestException' })
  expect(mails()).toEqual(before)
})

test('nothing else of SES is there', async () => {
  const { GetAccountCommand } = await import('@aws-sdk/client-sesv2')
  const client = new SESv2Client({ ...configFor(aws.connection, 'sesv2'), maxAttempts: 1 })
  await expect(client.send(new GetAccountCommand({}))).rejects.toMatchObject({ name: 'NotFoundException' })
})
