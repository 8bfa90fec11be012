import { createHash, randomBytes } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs'
import { DynamoDBDocumentClient, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { Resource } from 'sst'
import * as z from 'zod'
import { resumePaused } from '../../../app/_server/actions'
import * as operators from '../../../app/_server/console'
import * as queries from '../../../app/_server/queries'
import * as account from '../../../app/account/actions'
import { pause, publishCheckout, publishCheckouts, refundOrder } from '../../../app/admin/actions'
import * as failures from '../../../app/admin/failures/actions'
import * as reconciliation from '../../../app/admin/reconciliation/actions'
import * as basket from '../../../app/api/basket/route'
import * as health from '../../../app/api/health/route'
import * as cancel from '../../../app/api/orders/[orderId]/cancel/route'
import * as order from '../../../app/api/orders/[orderId]/route'
import * as orders from '../../../app/api/orders/route'
import * as product from '../../../app/api/products/[id]/route'
import * as products from '../../../app/api/products/route'
import * as checkout from '../../../app/basket/checkout/route'
import * as cart from '../../../app/cart/actions'
import * as checkoutPage from '../../../app/checkout/actions'
import { retryPayment } from '../../../app/orders/actions'
import * as reset from '../../../app/reset/actions'
import { beginPasskeySignIn, finishPasskeySignIn, signIn } from '../../../app/sign-in/actions'
import { confirmSignUp, signUp } from '../../../app/sign-up/actions'
import { hashPassword } from '../../../lib/account/password-hash'
import { mintCheckoutId } from '../../../lib/checkout/checkout-id'
import { forgetGlance } from '../../../lib/dead-letter/glance'
import { deadLetterQueues, queueNameOf } from '../../../lib/dead-letter/queues'
import type { Asked } from '../../../lib/passkey/ceremony'
import { createAuthenticator } from '../../authenticator'
import { isRedirect } from '../../next'
import { checkoutDetail, envelopeOf } from '../../sqs-records'

const client = () => DynamoDBDocumentClient.from(new DynamoDBClient({}))

/** As ordering leaves an order whose payment was declined. */
function decline(order: Record<string, unknown>) {
  const at = new Date().toISOString()
  const facts = {
    payment: { status: 'FAILED', paymentId: `PAY-${order.orderId}`, at, reason: 'card_declined' },
    inventory: { status: 'RELEASED', at, lines: [] },
  }
  return client().send(new PutCommand({ TableName: Resource.OrderTable.name, Item: { ...order, ...facts } }))
}

/** As a checkout is that was closed and whose order is gone. */
async function loseOrder({ userName, orderDate, items, totalPrice }: Record<string, unknown>) {
  const checkoutId = mintCheckoutId()
  const settled = { attempts: 0, paymentMethod: 'card', settledAt: new Date().toISOString() }
  const Item = {
    checkoutId,
    userName,
    orderDate: `${String(orderDate).slice(0, 20)}999999Z`,
    items,
    totalPrice,
    ...settled,
  }
  await client().send(new PutCommand({ TableName: Resource.CheckoutTable.name, Item }))
  return checkoutId
}

/** As ordering leaves an order that is confirmed, and its checkout. */
async function confirm(order: Record<string, unknown>) {
  const at = new Date().toISOString()
  const facts = {
    payment: { status: 'COMPLETED', paymentId: `PAY-${order.orderId}`, at },
    inventory: { status: 'RESERVED', at, lines: [] },
  }
  await client().send(new PutCommand({ TableName: Resource.OrderTable.name, Item: { ...order, ...facts } }))
  await client().send(
    new UpdateCommand({
      TableName: Resource.CheckoutTable.name,
      Key: { checkoutId: order.orderId },
      UpdateExpression: 'SET settledAt = :at REMOVE #open, dueAt, openFor',
      ExpressionAttributeNames: { '#open': 'open' },
      ExpressionAttributeValues: { ':at': at },
    }),
  )
}

/** As an account is whose one session was last used long ago. */
async function leaveAlone() {
  const { userName } = (await queries.readShopper()) ?? {}
  const [{ sid = '' } = {}] = (await queries.readSessions())?.sessions ?? []
  await client().send(
    new UpdateCommand({
      TableName: Resource.AccountTable.name,
      Key: { userName },
      UpdateExpression: 'SET sessions.#sid.seen = :long',
      ExpressionAttributeNames: { '#sid': sid },
      ExpressionAttributeValues: { ':long': 0 },
    }),
  )
}

/** As a pause is that nobody has ended in time. */
const overtime = (consumer: string) =>
  client().send(
    new UpdateCommand({
      TableName: Resource.PauseTable.name,
      Key: { consumer },
      UpdateExpression: 'SET #until = :before',
      ExpressionAttributeNames: { '#until': 'until' },
      ExpressionAttributeValues: { ':before': new Date(0).toISOString() },
    }),
  )

/** As it stands in a mail, or as an operator has issued it. */
async function tokenFor(purpose: 'reset' | 'verify', userName: string | undefined, data?: object) {
  const token = randomBytes(32).toString('base64url')
  const tokenHash = createHash('sha256').update(token).digest('base64url')
  const expiresAt = Math.ceil(Date.now() / 1000) + 60
  const Item = { tokenHash, purpose, userName, expiresAt, ...(data && { data }) }
  await client().send(new PutCommand({ TableName: Resource.TokenTable.name, Item }))
  return token
}

/** As a function has given it up, or the bus, which could not reach a queue. */
async function bury(queue: string) {
  const StringValue = queueNameOf(Resource.OrderQueue.url)
  const { MessageId = '' } = await new SQSClient({}).send(
    new SendMessageCommand({
      QueueUrl: deadLetterQueues()[queue],
      MessageBody: envelopeOf('CheckoutBasket', checkoutDetail),
      ...(queue === 'SwnEventBusDlq' && {
        MessageAttributes: { TARGET_ARN: { DataType: 'String', StringValue } },
      }),
    }),
  )
  // Whoever sends it is not this site.
  forgetGlance(deadLetterQueues()[queue] ?? '')
  return MessageId
}

type Route<Params> = (request: Request, context: { params: Promise<Params> }) => Promise<Response>

const Body = z.record(z.string(), z.unknown())

/** One visitor who does everything the site can do, with a product that is in stock and one that is not. */
export async function driveSite([id, soldOutId]: [string, string]) {
  async function call<Params>(
    route: Route<Params>,
    url: string,
    init: RequestInit = {},
    params = {} as Params,
  ) {
    const request = new Request(new URL(url, 'http://localhost:3000'), init)
    const response = await route(request, { params: Promise.resolve(params) })
    const text = await response.text()
    if (!response.ok) throw new Error(`${url} answered ${response.status} ${text}`)
    return text ? Body.parse(JSON.parse(text)) : {}
  }
  const send = (method: string, body: unknown) => ({ method, body: JSON.stringify(body) })
  const fill = (quantity: number) =>
    call(basket.PUT, '/api/basket', send('PUT', { items: [{ productId: id, quantity }] }))

  async function act(action: (form: FormData) => Promise<unknown>, fields: Record<string, string>) {
    const form = new FormData()
    for (const [name, value] of Object.entries(fields)) form.set(name, value)
    return action(form).catch((error: unknown) => {
      if (!isRedirect(error)) throw error
      return error.message
    })
  }

  /** The same until it leads on: a redrive that goes on hides messages for a moment. */
  async function led(action: Parameters<typeof act>[0], fieldsOf: () => Promise<Record<string, string>>) {
    for (let tries = 0; tries < 60; tries++) {
      const to = await act(action, await fieldsOf())
      // Who is refused is led back to where the form was.
      if (typeof to === 'string' && to !== '/') return to
      await wait(250)
    }
    throw new Error('It was refused sixty times')
  }

  /** Each dead-letter queue is looked at, and its messages are put back, discarded, and what was discarded comes back. */
  async function repair() {
    for (const queue of Object.keys(deadLetterQueues())) {
      const [one, other] = [await bury(queue), await bury(queue)]
      await operators.readLetters(queue, 1)
      await operators.readLetter(queue, one)
      await operators.readMeant(queue)
      await led(failures.discardLetters, async () => ({ queue, messageId: other, count: '1', why: 'a test' }))
      const [discarded] = await operators.readDiscarded()
      await act(failures.putBackLetter, { id: discarded?.id ?? '' })
      await led(failures.redriveLetters, async () => ({ queue, one }))
      const wrong = await bury(queue)
      const edited = await led(failures.editCopy, async () => ({
        ...{ queue, messageId: wrong, 'field:detail.userName': 'bob' },
      }))
      const edit = String(edited).split('edit=')[1] ?? ''
      await operators.readEdit(queue, wrong, edit)
      await led(failures.redriveCopy, async () => ({ queue, messageId: wrong, edit, why: 'a test' }))
      // More than go in the first second, so that it goes on, and is then stopped.
      for (let more = 0; more < 3; more++) await bury(queue)
      await led(failures.redriveMany, async () => {
        forgetGlance(deadLetterQueues()[queue] ?? '')
        const count = String((await operators.readMeant(queue))?.count)
        return { queue, count, why: 'a test', perSecond: '1' }
      })
      const [job] = (await operators.readFailures()).jobs
      await act(failures.abortRedrive, { id: job?.id ?? '' })
      await operators.readRedrive(job?.id ?? '')
    }
    await operators.readLetter('OrderQueueDlq', 'gone')
  }

  /** What a page that runs is answered, for its browser. */
  async function question(begin: (form: FormData) => Promise<{ ok: boolean; asked?: Asked }>) {
    const form = new FormData()
    form.set('scripted', 'yes')
    const { asked } = await begin(form)
    if (!asked) throw new Error('nothing was asked')
    return asked
  }

  await call(health.GET, '/api/health')
  await call(products.GET, '/api/products?q=a')
  await call(products.GET, '/api/products?category=Play')
  await call(product.GET, `/api/products/${id}`, {}, { id })

  await fill(2)
  await call(basket.DELETE, '/api/basket', { method: 'DELETE' })
  await fill(1)
  const { orderId } = await call(checkout.POST, '/basket/checkout', send('POST', {}))
  await call(checkout.POST, '/basket/checkout', send('POST', { checkoutId: orderId }))
  await call(orders.GET, '/api/orders?limit=5')
  const placed = await call(order.GET, `/api/orders/${orderId}`, {}, { orderId: String(orderId) })

  const added = { productId: id, quantity: '1' }
  await act(cart.addToCart, added)
  await act(cart.changeCart, { ...added, quantity: '2' })
  await act(cart.changeCart, { ...added, quantity: '0' })
  await act(cart.addToCart, added)
  await queries.readCart()
  await queries.readCheckout()
  const { checkoutId, totalPrice } = await call(basket.GET, '/api/basket')
  await act(checkoutPage.placeOrder, {
    checkoutId: String(checkoutId),
    'expectedTotal-standard': String(totalPrice),
    delivery: 'standard',
    paymentMethod: 'card',
    ...{ name: 'Ada', email: 'ada@example.com', country: 'HK', line1: '1 Queen’s Road' },
  })

  await decline(placed)
  await queries.readOffer(String(orderId))
  const retry = { orderId: String(orderId), checkoutId: mintCheckoutId(), paymentMethod: 'paypal' }
  await act(retryPayment, { ...retry, expectedTotal: String(placed.totalPrice) })

  await queries.readCatalogue({ category: 'Play' })
  await queries.readProduct(id)
  await queries.readProducts([id])
  await queries.readBasket()
  await queries.readOrders({})
  await queries.readOrder(String(orderId))
  await call(cancel.POST, `/api/orders/${checkoutId}/cancel`, send('POST', {}), {
    orderId: String(checkoutId),
  })

  const email = 'ada@example.com'
  const [first, second] = ['three blind mice', 'four calling birds']
  await act(signUp, { email, password: first })
  const guest = (await queries.readShopper())?.userName
  const link = await tokenFor('verify', guest, { email, passwordHash: (await hashPassword(first)) ?? '' })
  await queries.readAskedSignUp(link)
  await act(confirmSignUp, { token: link })
  await leaveAlone()
  await queries.readAccount()
  await act(account.changePassword, { current: first, password: second })
  const { userName } = (await queries.readShopper()) ?? {}
  await act(account.endSession, {})
  await fill(1)
  await act(cart.changeWatch, { productId: soldOutId, watch: 'on' })
  await act(signIn, { email, password: second })
  const key = createAuthenticator({ origin: 'https://localhost' })
  const adding = await question(account.beginPasskey)
  await act(account.addPasskey, { token: adding.token, response: key.create(adding) })
  await queries.readPasskeys()
  const entering = await question(beginPasskeySignIn)
  await act(finishPasskeySignIn, { token: entering.token, response: key.get(entering) })
  await act(account.removePasskey, { credentialId: key.id })
  await queries.readOrders({})
  await act(account.makeRecoveryCodes, { current: second })
  await act(account.endEverySession, {})
  const code = 'AAAA-BBBB-CCCC-DDDD'
  await act(reset.resetByCode, { email, code, password: second })
  await act(reset.askForResetMail, { email })
  const token = await tokenFor('reset', userName)
  await queries.readResetToken(token)
  await act(reset.resetByToken, { token, password: second })
  await act(signIn, { email, password: second })
  await act(account.deleteAccount, { current: second })
  const current = Resource.OperatorPassword.value
  await act(signIn, { email: 'operator', password: current })
  await operators.readConsole()
  await operators.readLookup(String(orderId))
  await operators.readWaiting(1)
  await operators.readAudit({})
  await act(publishCheckout, { checkoutId: String(checkoutId) })
  await act(publishCheckouts, {})
  const lost = await loseOrder(placed)
  await act(reconciliation.checkTables, {})
  const [run = { id: '' }] = (await operators.readReconciliation()).runs
  await operators.readFinding(run.id, lost)
  await act(reconciliation.repairFinding, { run: run.id, finding: lost })
  await operators.isFreshOperator()
  await confirm(placed)
  const refund = { orderId: String(orderId), amount: String(placed.totalPrice), why: 'it arrived broken' }
  await act(refundOrder, refund)
  await operators.readRates()
  for (const consumer of ['ordering', 'inventory', 'payment']) {
    const paused = { consumer, minutes: '1', why: 'to see it', typed: consumer }
    await act(pause, paused)
    await operators.readConsole()
    await act(resumePaused, { consumer })
    await act(pause, paused)
    await overtime(consumer)
  }
  await repair()
  await act(account.deleteAccount, { current })
}
