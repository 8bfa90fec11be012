import * as z from 'zod'
import { handleOfEmail } from '../account/handle'
import { findAccount, findSignIn } from '../account/store'
import { readOpenCheckouts } from '../checkout/read-open-checkouts'
import { deadLettersOf, queueNameOf, sources } from '../dead-letter/queues'
import { findFailuresOf, listFailures } from '../failure/store'
import { ProductId, UserName } from '../ids'
import { listOrders } from '../order/find-orders'
import { findProduct } from '../product/store'
import { findPurchase } from './find-purchase'
import { type Found, type Hit, isTrace, termsIn } from './lookup'

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

/** Traces stand in checkouts, and no index has them: those that are open are looked through. */
async function byTrace(term: string): Promise<Hit[]> {
  const { checkouts } = await readOpenCheckouts()
  return checkouts
    .filter(({ traceId }) => traceId === term)
    .map(({ checkoutId, userName, orderDate }) =>
      orderHit({ orderId: checkoutId, userName, orderDate }, 'the trace'),
    )
}

const Uuid = z.uuid()
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
