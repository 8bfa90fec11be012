import type { Basket } from '../../lib/basket/basket'
import { addToBasket, setBasket, setQuantity } from '../../lib/basket/change-basket'
import { findBasket } from '../../lib/basket/store'
import { stopWatching, watchProduct } from '../../lib/basket/watch-product'
import { mintCheckoutId } from '../../lib/checkout/checkout-id'
import { deliveryOf, optionsOf } from '../../lib/checkout/checkout-options'
import { isDeclined, linesOffered, offerOf } from '../../lib/checkout/offer'
import { deliveryOptions } from '../../lib/checkout/options'
import { totalPriceOf } from '../../lib/checkout/purchase'
import { listOrders } from '../../lib/order/find-orders'
import { findProducts } from '../../lib/product/store'
import { changeMind, haveRefunded } from './cancellations'
import type { Random } from './globals'
import { type Answers, type OrderReader, request, requestUntilAnswered } from './site'
import type { World } from './world'

type CarefulShopper = { world: World; random: Random; userName: string; answers: Answers }

const adds = 8
const betweenAddsMs = 60_000
const lateMs = 90_000

/**
 * Only adds, watches and checks out, and knows how many pieces that must come to. Each add has an id and is asked for until
 * it is answered, often twice at once and once more when its basket may be gone.
 */
export async function shopWithCare(shopper: CarefulShopper) {
  const { world, random, userName, answers } = shopper
  const pieces = { least: 0, most: 0 }
  world.observed.asked.set(userName, pieces)
  const late: Promise<unknown>[] = []
  await world.sleep(random.below(firstVisitMs))
  for (let add = 0; add < adds; add++) {
    const wanted = { productId: 'tea', quantity: random.between(1, 3) }
    const ask = (how: string) =>
      requestUntilAnswered(world, `${userName} adds ${wanted.quantity}, number ${add}${how}`, () =>
        addToBasket(userName, wanted, `${userName}-${add}`),
      )
    const repeatLate = async (ms: number) => {
      await world.sleep(ms)
      await ask(' late')
    }
    pieces.most += wanted.quantity
    const answered = await Promise.all([ask(''), ...(random.chance(0.3) ? [ask(' twice')] : [])])
    if (answered.some((changed) => changed?.ok)) pieces.least += wanted.quantity
    if (random.chance(0.4)) late.push(repeatLate(random.below(lateMs)))
    if (random.chance(0.4)) await changeWatch(shopper, add)
    if (random.chance(0.4))
      await requestUntilAnswered(world, `${userName} checks out`, () => answers.checkOut({ userName }))
    await world.sleep(random.below(betweenAddsMs))
  }
  await Promise.all(late)
}

/** Begins to wait for something else than is bought, or ends it. What is in stock is refused, and nothing is kept of it. */
async function changeWatch({ world, random, userName }: CarefulShopper, add: number) {
  const { watched } = world.observed
  const { surely, maybe } = watched.get(userName) ?? { surely: new Set<string>(), maybe: new Set<string>() }
  watched.set(userName, { surely, maybe })
  const productId = random.pick(world.catalogue.ids().filter((id) => id !== 'tea'))
  const begins = random.chance(0.7)
  const change = begins ? watchProduct : stopWatching
  if (begins) maybe.add(productId)
  else surely.delete(productId)
  const changed = await requestUntilAnswered(
    world,
    `${userName} ${begins ? 'watches' : 'no longer watches'} ${productId}`,
    () => change(userName, productId, `${userName}-watch-${add}`),
  )
  if (!changed?.ok) return
  if (begins) surely.add(productId)
  else maybe.delete(productId)
}

type Shopper = { world: World; random: Random; userName: string; answers: Answers; reader: OrderReader }

const firstVisitMs = 240_000
const betweenPurchasesMs = 90_000
const soonMs = 2_000
const laterMs = 30_000
const givesUpAfter = 6
const changesMind = 0.4
const isRefunded = 0.3

/** Fills baskets and checks them out, impatiently, in several tabs, and again whenever something goes wrong. */
export async function shop(shopper: Shopper, purchases: number) {
  const { world, random } = shopper
  const changes: Promise<void>[] = []
  await world.sleep(random.below(firstVisitMs))
  for (let purchase = 0; purchase < purchases; purchase++) {
    const basket = await fillBasket(shopper)
    if (basket && random.chance(0.2))
      void request(world, `${shopper.userName} edits in a slow tab`, editOf(shopper), true)
    if (basket) await buy(shopper, basket)
    if (random.chance(changesMind)) changes.push(changeMind(shopper))
    else if (random.chance(isRefunded)) changes.push(haveRefunded(shopper))
    await lookAtOrders(shopper)
    if (random.chance(0.5)) await payAnotherWay(shopper)
    await world.sleep(random.below(random.chance(0.4) ? soonMs : betweenPurchasesMs))
  }
  await Promise.all(changes)
}

/** At once, as whom checkout has sent to My Orders, and once more later. */
async function lookAtOrders({ world, random, userName, answers, reader }: Shopper) {
  const look = async () => {
    await request(world, `${userName} looks at My Orders`, () => reader.list(userName))
    const own = [...answers.accepted].filter(([, { userName: owner }]) => owner === userName)
    const [orderId] = random.chance(0.5) ? (own.at(-1) ?? []) : own.length > 0 ? random.pick(own) : []
    if (orderId) await request(world, `${userName} looks at ${orderId}`, () => reader.page(userName, orderId))
  }
  await look()
  if (random.chance(0.5)) return
  await world.sleep(random.below(laterMs))
  await look()
}

/**
 * Places a declined order again by the form of its page, twice, in two tabs or until it is answered; or tries to with an
 * order that was not declined, or with what is somebody else's.
 */
async function payAnotherWay({ world, random, userName, answers }: Shopper) {
  const page = await requestUntilAnswered(world, `${userName} looks for what was declined`, async () => {
    const orders = await listOrders(userName)
    const order = orders.find(isDeclined) ?? orders.at(-1)
    const products = await findProducts(order?.items.map(({ productId }) => productId) ?? [])
    const items = linesOffered(offerOf(order?.items ?? [], products))
    const delivery = order && deliveryOf(optionsOf(order).delivery)
    const total = totalPriceOf({ items, delivery })
    return { orderId: order?.orderId, total, checkoutId: mintCheckoutId() }
  })
  const strangers = [...answers.accepted].filter(([, { userName: owner }]) => owner !== userName)
  const [theirs] = strangers.length > 0 && random.chance(0.2) ? random.pick(strangers) : []
  const isTheirOrder = theirs !== undefined && random.chance(0.5)
  const orderId = isTheirOrder ? theirs : page?.orderId
  if (!page || !orderId) return
  const checkoutId = isTheirOrder ? page.checkoutId : (theirs ?? page.checkoutId)
  const expectedTotal = random.chance(0.5) ? page.total : undefined
  const click = () =>
    request(world, `${userName} places ${orderId} again as ${checkoutId}`, () =>
      answers.retry({ userName, orderId, checkoutId, expectedTotal, paymentMethod: 'paypal' }),
    )
  const clicks = Array.from({ length: random.pick([1, 2, 3]) }, async () => {
    await world.sleep(random.below(60))
    return click()
  })
  const outcomes = await Promise.all(clicks)
  for (let attempt = 0; attempt < givesUpAfter && !outcomes.some((outcome) => 'done' in outcome); attempt++) {
    await world.sleep(random.below(3_000))
    outcomes.push(await click())
  }
}

async function fillBasket(shopper: Shopper): Promise<Basket | undefined> {
  const { world, random, userName } = shopper
  const edits = random.between(1, 3)
  for (let edit = 0; edit < edits; edit++)
    await requestUntilAnswered(world, `${userName} edits`, editOf(shopper))
  const basket = await requestUntilAnswered(world, `${userName} looks`, () => findBasket(userName))
  return basket && basket.items.length > 0 ? basket : undefined
}

function editOf({ world, random, userName }: Shopper): () => Promise<unknown> {
  const line = () => ({ productId: favourite(world, random), quantity: random.between(1, 3) })
  const wanted = line()
  const several = [wanted, line()]
  switch (random.below(4)) {
    case 0:
      return () => setBasket(userName, several)
    case 1:
      return () => setQuantity(userName, wanted)
    default: {
      const changeId = `${userName}-${random.below(1e9)}`
      return () => addToBasket(userName, wanted, changeId)
    }
  }
}

/** Half of the time the first product, which everybody wants; the last ones are rare. */
function favourite({ catalogue }: World, random: Random) {
  const ids = catalogue.ids()
  return ids[Math.floor(ids.length * random.next() ** 1.7)] ?? random.pick(ids)
}

async function buy(shopper: Shopper, basket: Basket) {
  const { world, random, userName, answers } = shopper
  const isExpected = random.chance(0.3)
  const checkoutId = random.chance(0.75) ? basket.checkoutId : undefined
  const click = () => {
    const wish = wishOf(shopper)
    const delivery = deliveryOf(wish.delivery)
    const expectedTotal = isExpected ? totalPriceOf({ ...basket, delivery }) : undefined
    return request(world, `${userName} checks out ${checkoutId ?? ''} by ${wish.delivery}`, () =>
      answers.checkOut({ userName, checkoutId, expectedTotal, ...wish }),
    )
  }
  const disturbed = disturb(shopper, basket)
  const clicks = Array.from({ length: random.pick([1, 1, 2, 3]) }, async () => {
    await world.sleep(random.below(120))
    return click()
  })
  await Promise.all([...clicks, disturbed])
  await insist(shopper, basket)
}

/** Each tab has a form of its own: the one that is first decides how it is brought, and to whom. */
function wishOf({ random, userName }: Pick<Shopper, 'random' | 'userName'>) {
  const address = [`${random.between(1, 99)} Long Lane`]
  const contact = { name: userName, email: `${userName}@example.com`, country: 'HK', address }
  return { delivery: random.pick(deliveryOptions), contact: random.chance(0.5) ? contact : undefined }
}

/** What other tabs and the operator do while the checkout is under way. */
async function disturb(shopper: Shopper, basket: Basket) {
  const { world, random, userName } = shopper
  await world.sleep(random.below(120))
  const { productId } = random.pick(basket.items)
  switch (random.below(9)) {
    case 0:
      return request(world, `${userName} edits in another tab`, editOf(shopper))
    case 1:
      return world.catalogue.reprice(productId)
    case 2:
      return world.catalogue.restock(productId, random.between(1, 5))
    case 3: {
      await world.sleep(random.below(300))
      const quantity = await world.catalogue.withdraw(productId)
      await world.sleep(random.below(1_000))
      return world.catalogue.restock(productId, quantity)
    }
    case 4:
      await request(world, `${userName} edits in another tab`, editOf(shopper))
      return request(world, `${userName} edits once more`, editOf(shopper))
    default:
      return undefined
  }
}

/** Asks until this purchase is answered: placed, or refused for a reason that asking again does not mend. */
async function insist(shopper: Shopper, { checkoutId }: Basket) {
  const { world, random, userName, answers } = shopper
  for (let attempt = 0; attempt < givesUpAfter; attempt++) {
    const outcome = await request(world, `${userName} insists on ${checkoutId}`, () =>
      answers.checkOut({ userName, checkoutId, ...wishOf(shopper) }),
    )
    if ('done' in outcome) {
      if (!outcome.done.ok && outcome.done.reason === 'out_of_stock') await settleForLess(userName, world)
      return
    }
    await world.sleep(random.below(3_000))
  }
}

const settleForLess = (userName: string, world: World) =>
  requestUntilAnswered(world, `${userName} settles for less`, () =>
    setBasket(userName, [{ productId: world.catalogue.ids()[0] ?? '', quantity: 1 }]),
  )
