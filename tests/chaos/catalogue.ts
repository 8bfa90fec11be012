import { DeleteCommand, GetCommand, PutCommand, ScanCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { z } from 'zod'
import { AuditEntry } from '../../lib/audit/audit'
import { Basket, isTombstone, Tombstone } from '../../lib/basket/basket'
import { Checkout } from '../../lib/checkout/checkout'
import { Failure } from '../../lib/failure/failure'
import { ReadableOrderRow } from '../../lib/order/store'
import { Payment } from '../../lib/payment/payment'
import { Reservation } from '../../lib/reservation/reservation'
import { Watch } from '../../lib/watch/watch'
import type { Surroundings } from './actors'
import type { Random } from './globals'
import { isRow } from './tables/memory'
import type { Tables } from './world'

const StockRow = z.object({ id: z.string(), availableStock: z.int() })

/** Every row of the shop as it stands at the end. */
export async function readRows(tables: Tables) {
  async function read<T extends z.ZodType>(TableName: string, schema: T) {
    const { Items } = await tables.send(new ScanCommand({ TableName, ConsistentRead: true }))
    return z.array(schema).parse(Items)
  }
  const held = await read('BasketTable', z.union([Tombstone, Basket]))
  return {
    products: await read('ProductTable', StockRow),
    baskets: held.flatMap((one) => (isTombstone(one) ? [] : one)),
    tombstones: held.filter(isTombstone),
    accounts: await read(
      'AccountTable',
      z.looseObject({ userName: z.string(), linked: z.set(z.string()).optional() }),
    ),
    checkouts: await read('CheckoutTable', Checkout),
    orders: await read('OrderTable', ReadableOrderRow),
    payments: await read('PaymentTable', Payment),
    reservations: await read('ReservationTable', Reservation),
    failures: await read('FailureTable', Failure.strict()),
    watches: await read('WatchTable', Watch),
    audits: await read('AuditTable', AuditEntry),
  }
}

export type Rows = Awaited<ReturnType<typeof readRows>>

type Priced = { from: number; price: number }

const TableName = 'ProductTable'
const prices = [4.35, 1.15, 0.29, 19.99, 34.5, 1299.99, 8.2]

export type Catalogue = ReturnType<typeof createCatalogue>
export type Goods = { id: string; stock: number; price?: number }

/** Plenty, some of which everybody wants, and few of others. */
export const usualGoods = (random: Random): Goods[] => [
  { id: 'tea', stock: 1_000 },
  { id: 'cup', stock: random.between(70, 190) },
  { id: 'pot', stock: random.between(20, 60) },
  { id: 'lamp', stock: random.between(5, 20) },
  { id: 'vase', stock: random.between(2, 8) },
  { id: 'clock', stock: 1 },
]

/** The products and the operator who changes prices and stock under the shoppers' hands. */
export function createCatalogue(tables: Tables, { agenda: { now }, history, random }: Surroundings) {
  const initial = new Map<string, number>()
  const restocked = new Map<string, number>()
  const priced = new Map<string, Priced[]>()
  const deleted = new Set<string>()
  const newPrice = () => random.pick(prices)

  const count = (id: string, quantity: number) => restocked.set(id, (restocked.get(id) ?? 0) + quantity)

  async function put(id: string, price: number, availableStock: number) {
    const Item = { id, name: `The ${id}`, description: '', price, category: 'Home', availableStock }
    await tables.send(new PutCommand({ TableName, Item: { ...Item, reorderLevel: 1 } }))
  }

  const update = (id: string, UpdateExpression: string, value: number) =>
    tables.send(
      new UpdateCommand({
        TableName,
        Key: { id },
        UpdateExpression,
        ConditionExpression: 'attribute_exists(id)',
        ExpressionAttributeValues: { ':value': value },
      }),
    )

  async function restock(id: string, quantity: number) {
    if (deleted.has(id)) return
    await update(id, 'SET availableStock = availableStock + :value', quantity)
    count(id, quantity)
    history.note(`operator restocks ${id} by ${quantity}`)
  }

  return {
    ids: () => [...initial.keys()],
    initial,
    restocked,
    async open(goods: readonly Goods[]) {
      for (const { id, stock, price = newPrice() } of goods) {
        initial.set(id, stock)
        priced.set(id, [{ from: 0, price }])
        await put(id, price, stock)
      }
    },
    async reprice(id: string) {
      if (deleted.has(id)) return
      const price = newPrice()
      await update(id, 'SET price = :value', price)
      priced.get(id)?.push({ from: now(), price })
      history.note(`operator sets the price of ${id} to ${price}`)
    },
    restock,
    /** Takes everything off the shelf at once: whoever is checking it out right now finds none. */
    async withdraw(id: string) {
      const { Item } = await tables.send(new GetCommand({ TableName, Key: { id }, ConsistentRead: true }))
      const quantity = isRow(Item) ? Number(Item.availableStock) : 0
      if (quantity > 0) await restock(id, -quantity)
      return quantity
    },
    /** The row goes, and what was available with it; what orders hold of it is theirs. */
    async remove(id: string) {
      if (deleted.has(id)) return false
      deleted.add(id)
      const { Attributes } = await tables.send(
        new DeleteCommand({ TableName, Key: { id }, ReturnValues: 'ALL_OLD' }),
      )
      if (isRow(Attributes)) count(id, -Number(Attributes.availableStock))
      history.note(`operator deletes ${id}`)
      return true
    },
    async recreate(id: string) {
      const [price, quantity] = [newPrice(), random.between(1, 50)]
      await put(id, price, quantity)
      deleted.delete(id)
      count(id, quantity)
      priced.get(id)?.push({ from: now(), price })
      history.note(`operator sells ${id} again, ${quantity} at ${price}`)
    },
    /** The prices a product had at any time from `start` to `end`. */
    pricesBetween(id: string, start: number, end: number) {
      const changes = priced.get(id) ?? []
      const until = (index: number) => changes[index + 1]?.from ?? Number.POSITIVE_INFINITY
      return changes.flatMap(({ from, price }, index) =>
        from <= end && until(index) >= start ? [price] : [],
      )
    },
  }
}
