import { TooManyRequestsException } from '@aws-sdk/client-sesv2'
import { PutCommand } from '@aws-sdk/lib-dynamodb'
import { Resource } from 'sst'
import { afterEach, beforeAll, expect, test, vi } from 'vitest'
import { handler } from '../../functions/restocked'
import { callsOf, meterClients } from '../../tests/cost/meter'
import { embeddedAws, rowsOf, stock } from '../../tests/embedded-aws'
import { newGuest } from '../../tests/purchases'
import { deleteAccount } from '../account/delete-account'
import { mergeGuest } from '../account/merge-guest'
import { signUp } from '../account/sign-up'
import { findAccount } from '../account/store'
import { dynamo, write } from '../aws/dynamo'
import { findBasket } from '../basket/store'
import { stopWatching, watchProduct } from '../basket/watch-product'
import { ses } from '../mail/send-mail'

const mails: string[] = []
embeddedAws({ onMail: (_, mail) => mails.push(mail.replaceAll('\r\n', '\n')) })
beforeAll(meterClients)
afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
  vi.useRealTimers()
  mails.length = 0
})

/** An account as sign-up leaves it, without a way to sign in. */
async function newAccount(given: object = {}) {
  const userName = newGuest()
  const own = { userName, role: 'shopper', email: `${userName}@example.com`, sessions: {} }
  const Item = { ...own, createdAt: '2026-11-29T10:00:00.000Z', ...given }
  await write(new PutCommand({ TableName: Resource.AccountTable.name, Item }))
  return userName
}

const soldOut = async () => (await stock({ availableStock: 0 })).id
const restock = (id: string) => stock({ id, availableStock: 1 })
const watchesOf = async (id: string) =>
  (await rowsOf('WatchTable')).flatMap(({ productId, userName }) => (productId === id ? [userName] : []))
const mailedTo = (userName: string) => mails.filter((mail) => mail.includes(`To: ${userName}@example.com\n`))
/** Of dates alone: timers go on. */
const goOn = (seconds: number) =>
  void vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + seconds * 1000 })

const isBusy = () => new TooManyRequestsException({ message: 'Maximum sending rate', $metadata: {} })

test('who waits is mailed once, when it is back, and goes on to see it on My Orders', async () => {
  vi.stubEnv('SITE_URL', 'https://shop.example, https://other.example')
  const account = await newAccount()
  const { id } = await stock({ id: 'ember teapot', name: 'Ember\nTeapot', availableStock: 0 })
  await watchProduct(account, id)
  // Sold again before anybody was told.
  await stock({ id, name: 'Ember\nTeapot', availableStock: 0 })
  expect(await handler()).toEqual({ mailed: 0, failed: 0 })
  expect(await watchesOf(id)).toEqual([account])
  await stock({ id, name: 'Ember\nTeapot', availableStock: 3 })
  expect(await handler()).toEqual({ mailed: 1, failed: 0 })
  expect(await handler({ all: true })).toEqual({ mailed: 0, failed: 0 })
  const [mail = '', ...others] = mailedTo(account)
  expect(others).toEqual([])
  expect(mail).toContain('\nSubject: Ember Teapot is back in stock\n')
  expect(mail).toContain('\nhttps://shop.example/products/ember%20teapot\n')
  expect(mail).toContain('\nhttps://shop.example/orders\n')
  expect((await findBasket(account))?.watching).toEqual([id])
  // Asked for again, it is told again.
  await stock({ id, availableStock: 0 })
  await handler()
  await watchProduct(account, id)
  await restock(id)
  expect(await handler()).toEqual({ mailed: 1, failed: 0 })
  expect(await watchesOf(id)).toEqual([])
})

test('a guest who has signed up or in meanwhile is mailed as the account, once, also where both waited', async () => {
  const [lamp, cup] = [await soldOut(), await soldOut()]
  const [fresh, guest, account] = [newGuest(), newGuest(), await newAccount()]
  for (const userName of [fresh, guest, account]) await watchProduct(userName, lamp)
  await watchProduct(guest, cup)
  await signUp({ email: `${fresh}@example.com`, password: 'three blind mice', userName: fresh, agent: 'A' })
  expect(await mergeGuest(guest, account)).toMatchObject({ ok: true })
  for (const id of [lamp, cup]) await restock(id)
  expect(await handler()).toEqual({ mailed: 3, failed: 0 })
  expect(mailedTo(fresh)).toHaveLength(1)
  expect(mailedTo(account)).toHaveLength(2)
  for (const id of [lamp, cup]) expect(await watchesOf(id)).toEqual([])
})

test('what a guest could not be told is not told to the account either', async () => {
  const [lamp, guest, account] = [await soldOut(), newGuest(), await newAccount()]
  await watchProduct(guest, lamp)
  await restock(lamp)
  await handler()
  expect(await mergeGuest(guest, account)).toMatchObject({ ok: true })
  expect(await handler()).toEqual({ mailed: 0, failed: 0 })
  expect((await findBasket(account))?.watching).toEqual([lamp])
})

test('nobody is mailed who is a guest, waits no longer, is gone, may not come in or has no address', async () => {
  vi.stubEnv('POWERTOOLS_METRICS_DISABLED', 'false')
  const written = vi.spyOn(process.stdout, 'write').mockReturnValue(true)
  const lamp = await soldOut()
  const [stopped, gone] = [await newAccount(), newGuest()]
  const operator = await newAccount({ email: 'operator', role: 'operator' })
  const disabled = await newAccount({ disabledAt: '2026-11-29T10:00:00.000Z' })
  const refused = await newAccount({ email: 'ada@example.com,eve@example.com' })
  await signUp({ email: 'gone@example.com', password: 'three blind mice', userName: gone, agent: 'A' })
  for (const userName of [newGuest(), stopped, gone, operator, disabled, refused])
    await watchProduct(userName, lamp)
  await stopWatching(stopped, lamp)
  const account = await findAccount(gone, { consistent: true })
  expect(account && (await deleteAccount(account, 'three blind mice'))).toEqual({ ok: true })
  expect(await watchesOf(lamp)).toHaveLength(6)
  await restock(lamp)
  expect(await handler()).toEqual({ mailed: 0, failed: 0 })
  expect(mails).toEqual([])
  expect(await watchesOf(lamp)).toEqual([])
  const counted = written.mock.calls.filter(([line]) => String(line).includes('"MailsRefused":1'))
  expect(counted).toHaveLength(1)
})

test('of two runs at once one mails, and one that was killed after it had mailed does so again', async () => {
  const [lamp, account] = [await soldOut(), await newAccount()]
  await watchProduct(account, lamp)
  await restock(lamp)
  const send = ses.send.bind(ses)
  vi.spyOn(ses, 'send').mockImplementationOnce((async (command: Parameters<typeof send>[0]) => {
    expect(await handler()).toEqual({ mailed: 0, failed: 0 })
    await send(command)
    throw new Error('Killed')
  }) as never)
  await expect(handler()).rejects.toThrow('No mail was sent')
  expect(await handler()).toEqual({ mailed: 0, failed: 0 })
  expect(mailedTo(account)).toHaveLength(1)
  goOn(60)
  expect(await handler()).toEqual({ mailed: 1, failed: 0 })
  expect(await handler()).toEqual({ mailed: 0, failed: 0 })
})

test('who asks again while the mail is on its way is told again, too', async () => {
  const [lamp, account] = [await soldOut(), await newAccount()]
  await watchProduct(account, lamp)
  await restock(lamp)
  const send = ses.send.bind(ses)
  vi.spyOn(ses, 'send').mockImplementationOnce((async (command: Parameters<typeof send>[0]) => {
    await stock({ id: lamp, availableStock: 0 })
    goOn(2)
    await watchProduct(account, lamp)
    return send(command)
  }) as never)
  expect(await handler()).toEqual({ mailed: 1, failed: 0 })
  expect(await watchesOf(lamp)).toEqual([account])
  await restock(lamp)
  expect(await handler()).toEqual({ mailed: 1, failed: 0 })
})

test('once SES takes no more the rest waits, one that fails holds up no other, and so does a lack of time', async () => {
  const [lamp, one, other] = [await soldOut(), await newAccount(), await newAccount()]
  for (const userName of [one, other]) await watchProduct(userName, lamp)
  await restock(lamp)
  const sending = vi.spyOn(ses, 'send').mockRejectedValueOnce(isBusy() as never)
  await expect(handler()).rejects.toThrow('No mail was sent')
  expect(sending).toHaveBeenCalledTimes(1)
  goOn(60)
  expect(await handler({}, { getRemainingTimeInMillis: () => 20_000 })).toEqual({ mailed: 0, failed: 0 })
  sending.mockRejectedValueOnce(new Error('SES is away') as never)
  expect(await handler()).toEqual({ mailed: 1, failed: 1 })
  goOn(60)
  expect(await handler()).toEqual({ mailed: 1, failed: 0 })
  for (const userName of [one, other]) expect(mailedTo(userName)).toHaveLength(1)
})

test('a wish that is sent again is noted, and not once it was taken back or refused', async () => {
  const [lamp, account] = [await soldOut(), await newAccount()]
  const send = dynamo.send.bind(dynamo)
  const sending = vi
    .spyOn(dynamo, 'send')
    .mockImplementation(((command: PutCommand) =>
      command.input.TableName === Resource.WatchTable.name
        ? Promise.reject(new Error('Killed'))
        : send(command)) as never)
  await expect(watchProduct(account, lamp, 'one-click')).rejects.toThrow('Killed')
  sending.mockRestore()
  await watchProduct(account, lamp, 'one-click')
  expect(await watchesOf(lamp)).toEqual([account])
  await stopWatching(account, lamp)
  await restock(lamp)
  await handler()
  await watchProduct(account, lamp, 'one-click')
  await stock({ id: lamp, availableStock: 0 })
  await watchProduct(account, lamp, 'one-click')
  expect(await watchesOf(lamp)).toEqual([])
})

test('a shop without a sender asks nothing of AWS for it', async () => {
  const [lamp, guest, account] = [await soldOut(), newGuest(), await newAccount()]
  const toWatch = ['GetItem', 'GetItem', 'PutItem']
  const commands = async (work: () => Promise<unknown>) => (await callsOf(work)).map(({ command }) => command)
  vi.stubEnv('EMAIL_SENDER', '')
  expect(await commands(() => watchProduct(guest, lamp))).toEqual(toWatch)
  expect(await commands(() => mergeGuest(guest, account))).toEqual([
    'GetItem',
    'GetItem',
    'TransactWriteItems',
  ])
  expect(await watchesOf(lamp)).toEqual([])
  vi.stubEnv('EMAIL_SENDER', 'shop@example.com')
  expect(await commands(() => watchProduct(account, lamp))).toEqual([...toWatch, 'PutItem'])
})
