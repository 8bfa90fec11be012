import * as z from 'zod'
import { handleOfEmail } from '../account/handle'
import { findAccount, findSignIn } from '../account/store'
import { readOpenCheckouts } from '../checkout/read-open-checkouts'
import { deadLettersOf, queueNameOf, sources } from '../dead-letter/queues'
import { findFailuresOf, listFailures } from '../failure/store'
import { ProductId, UserName } from '../ids'
import type { LineId } from '../log-line/log-line'
import { readLogLines } from '../log-line/read-log-lines'
import { listOrders } from '../order/find-orders'
import { findProduct } from '../product/store'
import { findPurchase } from './find-purchase'
import { type Found, type Hit, isTrace, termsIn } from './lookup'

const Uuid = z.uuid()

/** Everything that goes by one of the ids in a text: purchases, shoppers by name or e-mail address, products. */
export async function lookUp(text: string): Promise<Found> {
  const terms = termsIn(text)
  const hits = (await Promise.all(terms.map(lookUpOne))).flat()
  const key = (hit: Hit) =>
    `${hit.kind} ${'queue' in hit ? hit.queue : ''} ${'orderId' in hit ? hit.orderId : 'id' in hit ? hit.id : hit.userName}`
  return { terms, hits: [...new Map(hits.map((hit) => [key(hit), hit])).values()] }
}

async function lookUpOne(term: string): Promise<Hit[]> {
  if (isTrace(term)) return byTrace(term)
  if (term.includes('@')) return byEmail(term)
  const found = await Promise.all([
    byOrder(term),
    byShopper(term),
    byProduct(term),
    byEmail(term),
    byFailure(term),
    byEvent(term),
  ])
  return found.flat()
}

async function byOrder(term: string): Promise<Hit[]> {
  const rows = await findPurchase(term)
  return rows ? [orderHit(rows, 'its id')] : []
}

type Placed = { orderId: string; userName: string; orderDate: string }

const orderHit = ({ orderId, userName, orderDate }: Placed, by: string): Hit => ({
  kind: 'order',
  ...{ orderId, userName, orderDate, by },
})

async function byShopper(term: string, by = 'the name'): Promise<Hit[]> {
  if (!UserName.safeParse(term).success) return []
  const account = await findAccount(term, { consistent: true })
  const orders = await listOrders([term, ...(account?.linked ?? [])])
  if (!account && orders.length === 0) return []
  const shopper: Hit = { kind: 'shopper', userName: term, account: account !== undefined, by }
  return [shopper, ...orders.map((order) => orderHit(order, 'the shopper'))]
}

async function byEmail(term: string): Promise<Hit[]> {
  const signIn = await findSignIn(handleOfEmail(term))
  return signIn ? byShopper(signIn.userName, 'the e-mail address') : []
}

async function byProduct(term: string): Promise<Hit[]> {
  const product = ProductId.safeParse(term).success ? await findProduct(term) : undefined
  return product ? [{ kind: 'product', id: product.id, name: product.name, by: 'its id' }] : []
}

/** Traces stand in checkouts, and no index has them: those that are open are looked through, and what was logged of late. */
async function byTrace(term: string): Promise<Hit[]> {
  const [{ checkouts }, logged] = await Promise.all([
    readOpenCheckouts(),
    byLog([{ traceId: term }], 'the trace'),
  ])
  const open = checkouts
    .filter(({ traceId }) => traceId === term)
    .map(({ checkoutId, userName, orderDate }) =>
      orderHit({ orderId: checkoutId, userName, orderDate }, 'the trace'),
    )
  return [...open, ...logged]
}

const mostLogged = 10

/** The purchases that lines of the last day name beside such an id. */
async function byLog(ids: LineId[], by: string): Promise<Hit[]> {
  const read = await Promise.all(ids.map((id) => readLogLines(id)))
  const orderIds = new Set(read.flatMap(({ lines }) => lines.flatMap(({ orderId }) => orderId ?? [])))
  const found = await Promise.all([...orderIds].slice(0, mostLogged).map((id) => findPurchase(id)))
  return found.flatMap((rows) => (rows ? [orderHit(rows, by)] : []))
}

const byEvent = async (term: string): Promise<Hit[]> =>
  Uuid.safeParse(term).success ? byLog([{ eventId: term }, { messageId: term }], 'the log') : []

const mostLooked = 1_000

/** What has failed by the id of its event; by that of a message it is looked for among those of late. */
async function byFailure(term: string): Promise<Hit[]> {
  if (!Uuid.safeParse(term).success) return []
  const known = await findFailuresOf(term)
  const queues = Object.values(sources()).map(({ url }) => queueNameOf(url))
  const all =
    known.length > 0 ? known : (await Promise.all(queues.map((one) => listFailures(one, mostLooked)))).flat()
  return all.flatMap(({ id, messageId, queue }) => {
    const deadLetters = deadLettersOf(queue)
    if (!deadLetters || ![id, messageId].includes(term)) return []
    return [
      { kind: 'failure', id, queue: deadLetters, messageId, by: id === term ? 'its event' : 'its message' },
    ]
  })
}
