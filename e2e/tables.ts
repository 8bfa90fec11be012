import { CreateTableCommand, DeleteTableCommand, DescribeTableCommand } from '@aws-sdk/client-dynamodb'
import { DeleteCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import type { APIRequestContext } from '@playwright/test'
import { ulid } from 'ulid'
import { type EventType, factOf } from '../lib/events'
import { tablesOf } from './shop-process'
import { basketOf, fillBasket } from './shopper'

type Shop = { data: string }

/** What an operator does to a product while shoppers have it in their carts; its price in dollars. */
export function changeProduct(shop: Shop, id: string, to: { price?: number; availableStock?: number }) {
  const names = Object.keys(to)
  return tablesOf(shop).send(
    new UpdateCommand({
      TableName: 'ProductTable',
      Key: { id },
      UpdateExpression: `SET ${names.map((name) => `${name} = :${name}`).join()}`,
      ExpressionAttributeValues: Object.fromEntries(Object.entries(to).map(([name, to]) => [`:${name}`, to])),
    }),
  )
}

/** A row of the product table, its price in dollars. */
export const storeProduct = (shop: Shop, row: { id: string } & Record<string, unknown>) =>
  tablesOf(shop).send(new PutCommand({ TableName: 'ProductTable', Item: row }))

export const removeProduct = (shop: Shop, id: string) =>
  tablesOf(shop).send(new DeleteCommand({ TableName: 'ProductTable', Key: { id } }))

/** Takes a table away, with all that it holds; what it answers puts an empty one in its place. */
export async function takeTable(shop: Shop, TableName: string) {
  const client = tablesOf(shop)
  const { Table } = await client.send(new DescribeTableCommand({ TableName }))
  await client.send(new DeleteTableCommand({ TableName }))
  const { KeySchema, AttributeDefinitions, GlobalSecondaryIndexes } = Table ?? {}
  const indexes = GlobalSecondaryIndexes?.map((index) => ({
    IndexName: index.IndexName,
    KeySchema: index.KeySchema,
    Projection: index.Projection,
  }))
  const table = { TableName, KeySchema, AttributeDefinitions, GlobalSecondaryIndexes: indexes }
  return () => client.send(new CreateTableCommand({ ...table, BillingMode: 'PAY_PER_REQUEST' }))
}

/** The shopper that `page` is from its first basket on. */
export async function newShopper(page: { request: APIRequestContext }): Promise<string> {
  await fillBasket(page, { 'field-camera': 1 })
  return (await basketOf(page)).userName
}

export type Fact = Exclude<EventType, 'CheckoutBasket'>
export const confirmed: Fact[] = ['StockReserved', 'PaymentCompleted']
/** With its stock back. */
export const declined: Fact[] = ['StockReserved', 'PaymentFailed', 'StockReleased']

type Item = { productId: string; productName: string; price: number; quantity: number }
/** What a shopper chose at the checkout, as rows have it. */
type Options = { paymentMethod?: string; delivery?: object; contact?: object }
type Given = { facts?: Fact[]; date?: Date; reason?: string; items?: Item[]; options?: Options }

const camera: Item = { productId: 'field-camera', productName: 'Field Camera', price: 399, quantity: 1 }

/**
 * Writes an order as the ordering service leaves it once it knows `facts`: one that stays open is open for good. `now`
 * writes it again with others.
 */
export async function order(
  shop: Shop,
  userName: string,
  { facts = [], date = new Date(), reason, items = [camera], options }: Given = {},
) {
  const orderId = `ORD-${ulid(date.getTime())}`
  const orderDate = date.toISOString()
  const totalPrice = items.reduce((total, { price, quantity }) => total + price * quantity, 0)

  async function now(known: Fact[]) {
    const dated = known.map((what, at) => ({
      what,
      at: new Date(date.getTime() + (at + 1) * 1000).toISOString(),
    }))
    const last = (of: 'payment' | 'inventory') => {
      const fact = dated.findLast(({ what }) => factOf(what)?.of === of)
      return fact && { status: factOf(fact.what)?.status, at: fact.at }
    }
    const [payment, inventory] = [last('payment'), last('inventory')]
    const lines = items.map(({ productId, quantity }) => ({
      ...{ productId, quantity },
      ...(inventory?.status === 'REJECTED' && { available: 0 }),
    }))
    const Item = {
      ...{ userName, orderId, orderDate, totalPrice, items, ...options },
      ...(payment && { payment: { ...payment, paymentId: `PAY-${orderId}`, ...(reason && { reason }) } }),
      ...(inventory && { inventory: { ...inventory, lines } }),
      history: [{ what: 'CheckoutBasket', at: orderDate }, ...dated],
    }
    await tablesOf(shop).send(new PutCommand({ TableName: 'OrderTable', Item }))
  }

  await now(facts)
  return { orderId, orderDate, now }
}

/** An order that is placed and that its services have not heard of; whoever cancels it is the first to tell them. */
export async function openOrder(shop: Shop, userName: string) {
  const placed = await order(shop, userName)
  const { orderId: checkoutId, orderDate } = placed
  const items = [{ productId: 'field-camera', productName: 'Field Camera', price: 399, quantity: 1 }]
  const later = new Date(Date.now() + 3_600_000).toISOString()
  const open = { attempts: 0, open: 'OPEN#0', openFor: userName, dueAt: later }
  const Item = { checkoutId, userName, orderDate, items, totalPrice: 399, paymentMethod: 'card', ...open }
  await tablesOf(shop).send(new PutCommand({ TableName: 'CheckoutTable', Item }))
  return placed
}
