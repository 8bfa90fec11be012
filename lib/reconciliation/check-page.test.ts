import { UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { Resource } from 'sst'
import { beforeAll, expect, test, vi } from 'vitest'
import { embeddedAws, rowsOf, stock } from '../../tests/embedded-aws'
import { damagesOn, idOfPlanted, purchases, rowsOfPlanted } from '../../tests/many/damaged-shop'
import { manyProducts, rowOfProduct } from '../../tests/many/products'
import { rowsOfPurchase } from '../../tests/many/stored-purchases'
import { writeAll } from '../../tests/many/write-rows'
import { newGuest, newShopper } from '../../tests/purchases'
import { dynamo } from '../aws/dynamo'
import { setBasket } from '../basket/change-basket'
import { checkoutBasket } from '../checkout/checkout-basket'
import { cancelOrder } from '../order/cancel-order'
import { type Checked, checkPage } from './check-page'
import { decodeCursor, encodeCursor } from './cursor'
import { damageKinds } from './damage'
import type { Finding } from './reconciliation'
import { lookAtPurchase, repairPurchase } from './repair-purchase'
import { beginRun, continueRun } from './run-reconciliation'
import { findRun, listFindings, listRuns } from './store'

// A payment that is asked for again is answered as it was: approved.
vi.hoisted(() => Object.assign(process.env, { PAYMENT_SUCCESS_RATE: '1' }))
embeddedAws({ functions: true })

const products = manyProducts(10)
const healthy = Array.from({ length: 1000 }, (_, index) =>
  rowsOfPurchase(newGuest(), products, { index, minutesAgo: 10 + index * 30 }),
)
const planted = damagesOn(purchases(products, newGuest))

beforeAll(() => writeAll(dynamo, [...products.map(rowOfProduct), ...healthy.flat()]))

/** From page to page, each cursor written into an address and read from it. */
async function checkAll() {
  const findings = new Map<string, Finding[]>()
  let checked = 0
  let open = 0
  let pages = 0
  let next: Checked['next']
  do {
    const page = await checkPage(next && decodeCursor(encodeCursor(next)))
    checked += page.checked
    open += page.open
    pages++
    for (const finding of page.findings)
      findings.set(finding.id, [...(findings.get(finding.id) ?? []), finding])
    next = page.next
  } while (next)
  return { findings, checked, open, pages }
}

/** A run that two go on with at once, a page at a time, as if the others were killed. */
async function runInTurns() {
  const { id } = await beginRun('operator')
  expect(await beginRun('another operator')).toMatchObject({ id })
  let run = await findRun(id)
  while (run?.cursor) {
    const oncePage = () => {
      let pages = 1
      return () => pages--
    }
    ;[run] = await Promise.all([continueRun(id, oncePage()), continueRun(id, oncePage())])
  }
  const rows = await Promise.all(
    (['OrderTable', 'CheckoutTable', 'PaymentTable', 'ReservationTable', 'ProductTable'] as const).map(
      rowsOf,
    ),
  )
  const [orders, checkouts, payments, reservations, products] = rows.map(({ length }) => length)
  const found = await listFindings(id)
  expect(run).toMatchObject({
    by: 'operator',
    endedAt: expect.any(String),
    expected: rows.flat().length,
    checked: { orders, checkouts, payments, reservations, products },
    found: found.length,
  })
  expect(await listRuns(1)).toEqual([run])
  return found
}

const told = async () =>
  [...(await checkAll()).findings.values()].flat().map(({ id, damage }) => ({ id, damage }))

test('a healthy shop of 1,000 orders with purchases and cancellations under way has nothing to find', async () => {
  const cup = await stock({ availableStock: 40 })
  let isOver = false
  const buy = async () => {
    while (!isOver) {
      const userName = newShopper()
      await setBasket(userName, [{ productId: cup.id, quantity: 1 }])
      const placed = await checkoutBasket({ userName })
      if (placed.ok) await cancelOrder({ userName, orderId: placed.orderId })
    }
  }
  const shoppers = Promise.all([buy(), buy()])
  const runs = []
  try {
    for (let run = 0; run < 2; run++) runs.push(await checkAll())
  } finally {
    isOver = true
  }
  await shoppers
  expect(runs.flatMap(({ findings }) => [...findings.values()].flat())).toEqual([])
  for (const { checked, pages } of runs) {
    expect(checked).toBeGreaterThan(healthy.length * 4)
    expect(pages).toBeGreaterThan(7)
  }
})

test('every kind of damage is found exactly once and nothing else, and what an event mends is mended by it', async () => {
  await writeAll(dynamo, planted.flatMap(rowsOfPlanted))
  const ill = await stock({})
  await dynamo.send(
    new UpdateCommand({
      TableName: Resource.ProductTable.name,
      Key: { id: ill.id },
      UpdateExpression: 'SET availableStock = :less',
      ExpressionAttributeValues: { ':less': -3 },
    }),
  )
  const wanted = [
    ...planted.map((one) => ({ id: expect.stringContaining(idOfPlanted(one)), damage: one.damage })),
    { id: `product ${ill.id}`, damage: 'stock-negative' },
  ]
  const all = await runInTurns()
  expect(all).toHaveLength(wanted.length)
  for (const one of wanted) expect(all).toContainEqual(expect.objectContaining(one))
  expect(new Set(all.map(({ damage }) => damage))).toEqual(new Set(damageKinds))

  const outcomes = await Promise.all(
    planted.map(async (one) => {
      const finding = all.find(({ id, damage }) => id.includes(idOfPlanted(one)) && damage === one.damage)
      const dry = await lookAtPurchase(finding?.purchase ?? {})
      const repaired = await repairPurchase(finding?.purchase ?? {})
      return [one.name, { forecast: dry.remedy !== undefined, repaired: repaired.ok }]
    }),
  )
  expect(Object.fromEntries(outcomes)).toEqual(
    Object.fromEntries(planted.map(({ name, mends }) => [name, { forecast: mends, repaired: mends }])),
  )
  const left = [...planted.filter(({ mends }) => !mends).map(idOfPlanted), ill.id]
  await vi.waitFor(
    async () => {
      const ids = (await told()).map(({ id }) => id)
      expect(ids.filter((id) => !left.some((one) => id.includes(one)))).toEqual([])
      expect(ids).toHaveLength(left.length)
    },
    { timeout: 30_000, interval: 500 },
  )
})
