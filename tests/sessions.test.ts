import { UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { sealData } from 'iron-session'
import { Resource } from 'sst'
import { beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { changePassword } from '../app/_server/account'
import { cancelOwnOrder } from '../app/_server/cancel-order'
import { claimIn } from '../app/_server/claim'
import { requireFreshOperator, requireOperator } from '../app/_server/operator'
import { readBasket, readOrder, readOrders } from '../app/_server/queries'
import { currentAccount, currentUser, dropClaim, ensureUser, setClaim } from '../app/_server/session'
import { signIn } from '../app/_server/sign-in'
import { onSignIn } from '../lib/account/on-sign-in'
import { endAllSessions } from '../lib/account/session'
import { signUp } from '../lib/account/sign-up'
import { dynamo } from '../lib/aws/dynamo'
import { setBasket } from '../lib/basket/change-basket'
import { checkoutBasket } from '../lib/checkout/checkout-basket'
import { callsOf, meterClients } from './cost/meter'
import { embeddedAws, stock } from './embedded-aws'
import { from, NotFound } from './next'
import { newGuest } from './purchases'

vi.mock('server-only', () => ({}))
vi.mock('next/headers', () => import('./next'))
vi.mock('next/server', () => import('./next'))
vi.mock('next/navigation', () => import('./next'))
vi.mock('next/cache', () => import('./next'))

embeddedAws()
beforeAll(meterClients)

let jar = new Map<string, string>()
/** Another browser: with the cookies that are given, or none. */
function browse(cookies: Record<string, string | undefined> = {}) {
  jar = new Map(Object.entries(cookies).filter((one): one is [string, string] => one[1] !== undefined))
  from(jar)
}
beforeEach(() => {
  vi.unstubAllEnvs()
  vi.stubEnv('PORT', '3000')
  browse()
})

const secrets = ['a', 'b', 'c'].map((letter) => letter.repeat(40)) as [string, string, string]
const configure = (value: string) => Object.assign(Resource.SessionSecret, { value })
const site = (address: string) => vi.stubEnv('SITE_URL', address)

async function signedUp() {
  const guest = newGuest()
  const email = `${guest}@example.com`
  const member = await signUp({ email, password: 'three blind mice', userName: guest, agent: 'x' })
  if (!member.ok) throw new Error(member.reason)
  return { userName: member.userName, sid: member.sid }
}

test('secrets are replaced without a loss: the first seals, all of them open', async () => {
  configure(secrets[0])
  const guest = await ensureUser()
  configure(`${secrets[1]}, ${secrets[0]}`)
  expect(await currentUser()).toBe(guest)
  expect(await ensureUser()).toBe(guest)
  configure(`${secrets[2]},${secrets[1]}`)
  expect(await currentUser()).toBe(guest)
  configure(secrets[2])
  expect(await currentUser()).toBeUndefined()
})

test('a secret with a comma in it is one secret', async () => {
  const secret = `tea, coffee, ${'milk and more milk '.repeat(2)}`
  configure(secret)
  browse({ swoon_session: await sealData({ userName: 'guest-1' }, { password: secret }) })
  expect(await currentUser()).toBe('guest-1')
})

test('over https, which SITE_URL alone decides, the cookie is for its host alone', async () => {
  await ensureUser()
  expect([...jar.keys()]).toEqual(['swoon_session'])
  site('https://shop.example.com')
  browse()
  const guest = await ensureUser()
  expect([...jar.keys()]).toEqual(['__Host-swoon_session'])
  expect(await currentUser()).toBe(guest)
  await dropClaim()
  expect(await currentUser()).toBeUndefined()
})

test('over https a guest of before is known on, and a cookie that a neighbour planted says nothing', async () => {
  await ensureUser()
  const old = jar.get('swoon_session')
  const guest = await currentUser()
  site('https://shop.example.com')
  browse({ swoon_session: old })
  expect(await currentUser()).toBe(guest)
  expect(await ensureUser()).toBe(guest)
  const own = jar.get('__Host-swoon_session')
  browse({ swoon_session: own })
  expect(await currentUser()).toBeUndefined()
  browse({ '__Host-swoon_session': old })
  expect(await currentUser()).toBeUndefined()

  await setClaim(await signedUp())
  expect(await currentAccount()).toBeDefined()
  browse({ swoon_session: jar.get('__Host-swoon_session') })
  expect(await currentAccount()).toBeUndefined()
})

test('what is for operators is there for them alone, and for nobody once they have been signed out', async () => {
  const member = await signedUp()
  await setClaim(member)
  await expect(requireOperator()).rejects.toThrow(NotFound)
  const isMarked = async () => (await claimIn((name) => jar.get(name)))?.operator ?? false
  expect(await isMarked()).toBe(false)
  await dynamo.send(
    new UpdateCommand({
      TableName: 'AccountTable',
      Key: { userName: member.userName },
      UpdateExpression: 'SET #role = :role',
      ExpressionAttributeNames: { '#role': 'role' },
      ExpressionAttributeValues: { ':role': 'operator' },
    }),
  )
  expect(await requireOperator()).toMatchObject({ userName: member.userName })
  // The mark comes with the next cookie: of a session that goes on, of another password, of a sign-in.
  await ensureUser()
  expect(await isMarked()).toBe(true)
  const form = (fields: Record<string, string>) => {
    const filled = new FormData()
    for (const [name, value] of Object.entries(fields)) filled.set(name, value)
    return filled
  }
  const changed = form({ current: 'three blind mice', password: 'four calling birds' })
  expect(await changePassword(changed)).toMatchObject({ ok: true })
  expect(await isMarked()).toBe(true)
  browse()
  await signIn(form({ email: `${member.userName}@example.com`, password: 'four calling birds' })).catch(
    () => {},
  )
  expect(await isMarked()).toBe(true)
  expect(await requireOperator()).toMatchObject({ userName: member.userName })
  expect(await requireFreshOperator('/admin/queues')).toMatchObject({ userName: member.userName })
  vi.setSystemTime(Date.now() + 15 * 60_000)
  await expect(requireFreshOperator('/admin/queues')).rejects.toThrow('/sign-in?back=%2Fadmin%2Fqueues')
  vi.useRealTimers()
  await endAllSessions(member.userName)
  await expect(requireOperator()).rejects.toThrow(NotFound)
  browse()
  await expect(requireOperator()).rejects.toThrow(NotFound)
})

test('what a signed-in shopper reads costs half a unit for the account, beside it; a guest’s name is looked for too', async () => {
  const { id: productId } = await stock()
  const member = await signedUp()
  const guest = { userName: newGuest() }
  for (const claim of [member, guest]) {
    await setBasket(claim.userName, [{ productId, quantity: 1 }])
    await setClaim(claim)
    const basket = await callsOf(async () => expect(await readBasket()).toBeDefined())
    expect(basket.toSorted((a, b) => a.read - b.read)).toEqual([
      { command: 'GetItem', read: 0.5, written: 0 },
      { command: 'GetItem', read: 1, written: 0 },
    ])
    const orders = await callsOf(async () => expect(await readOrders()).toEqual([]))
    expect(orders.map(({ command, read }) => `${command} ${read}`).toSorted()).toEqual([
      'GetItem 0.5',
      'Query 0.5',
      'Query 0.5',
    ])
  }
  browse()
  expect(await callsOf(readBasket)).toEqual([])

  await setClaim(member)
  await endAllSessions(member.userName)
  expect(await readBasket()).toBeUndefined()
  expect(await readOrders()).toEqual([])
})

test('a guest who signs in brings the cart and the orders along, pages of them too, and half a unit a name is read', async () => {
  const guest = newGuest()
  const { id: productId } = await stock()
  await setBasket(guest, [{ productId, quantity: 1 }])
  const bought = await checkoutBasket({ userName: guest })
  await setBasket(guest, [{ productId, quantity: 2 }])
  const member = await signedUp()
  expect(await onSignIn(guest, member.userName)).toBeUndefined()
  await setClaim(member)
  expect(await readBasket()).toMatchObject({ items: [{ quantity: 2 }] })
  const orderId = bought.ok ? bought.orderId : ''
  const orders = await callsOf(async () => expect(await readOrders()).toMatchObject([{ orderId }]))
  expect(orders.filter(({ command }) => command === 'Query').map(({ read }) => read)).toEqual([
    0.5, 0.5, 0.5, 0.5,
  ])
  expect(await readOrder(orderId)).toMatchObject({ orderId })
  expect(await cancelOwnOrder(orderId)).toMatchObject({ ok: true })
  await setClaim({ userName: guest })
  expect([await readBasket(), await readOrder(orderId), await currentUser()]).toEqual([
    undefined,
    undefined,
    undefined,
  ])
  expect(await readOrders()).toEqual([])
  expect(await ensureUser()).not.toBe(guest)
})
